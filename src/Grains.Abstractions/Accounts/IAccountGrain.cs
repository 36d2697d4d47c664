using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Accounts;

/// <summary>One user: profile, role, password and sign-ins. Who may call what on it is decided by its key, the user.</summary>
[Alias("accounts.account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Refused with <see cref="RefusalKind.Conflict"/> where the account exists.</summary>
    [Alias("create")]
    Task<Outcome<SignUpView>> CreateAsync(CreateAccount command, CancellationToken cancel);

    [Alias("log-in")]
    Task<Outcome<SignInView>> LogInAsync(LogIn command, CancellationToken cancel);

    /// <summary>Spends a refresh token and gives the next. One that was spent before ends its sign-in: somebody else has it too.</summary>
    [Alias("refresh")]
    Task<Outcome<SignInView>> RefreshAsync(RefreshSignIn command, CancellationToken cancel);

    /// <summary>Ends a sign-in. When this answers, its tokens are refused everywhere and its sockets have been told.</summary>
    [Alias("log-out"), Repeatable]
    Task<Outcome<Done>> LogOutAsync(LogOut command, CancellationToken cancel);

    [Alias("get"), ReadOnly, Repeatable]
    Task<Outcome<AccountView>> GetAsync(CancellationToken cancel);

    [Alias("update-profile"), Repeatable]
    Task<Outcome<AccountView>> UpdateProfileAsync(UpdateProfile command, CancellationToken cancel);

    /// <summary>
    /// Makes a token for a mail to the account's address. Refused as not found where there is no account, or nothing to prove any more.
    /// </summary>
    [Alias("issue-token")]
    Task<Outcome<IssuedToken>> IssueTokenAsync(TokenPurpose purpose, CancellationToken cancel);

    /// <summary>Spends a mailed token, and every other one for the same purpose.</summary>
    [Alias("prove-email")]
    Task<Outcome<AccountView>> ProveEmailAsync(ProveEmail command, CancellationToken cancel);

    /// <summary>Spends a mailed token for another password. All sign-ins end; the address counts as proven.</summary>
    [Alias("replace-password")]
    Task<Outcome<AccountView>> ReplacePasswordAsync(ReplacePassword command, CancellationToken cancel);

    /// <summary>
    /// Notes a picture that is about to be written, or makes one that was written the account's and removes the one before. Refused with
    /// <see cref="RefusalKind.Conflict"/> where another one was noted since.
    /// </summary>
    [Alias("change-avatar"), Repeatable]
    Task<Outcome<AccountView>> ChangeAvatarAsync(ChangeAvatar command, CancellationToken cancel);

    /// <summary>Whether the account is there and the password its own; null asks only for the account.</summary>
    [Alias("check-password")]
    Task<Outcome<Done>> CheckPasswordAsync(LogIn? command, CancellationToken cancel);

    /// <summary>Ends all sign-ins and lets in nobody again. Repeating it answers the same; not found once it was removed.</summary>
    [Alias("close"), Repeatable]
    Task<Outcome<ClosedAccount>> CloseAsync(CloseAccount command, CancellationToken cancel);

    /// <summary>Removes the picture of a closed account. False where there was none.</summary>
    [Alias("drop-avatar"), Repeatable]
    Task<bool> DropAvatarAsync(CancellationToken cancel);

    /// <summary>Forgets a closed account. The address has to be free already.</summary>
    [Alias("remove"), Repeatable]
    Task RemoveAsync(CancellationToken cancel);

    /// <summary>Makes the account an admin's. A password other than the account's replaces it and ends all sign-ins.</summary>
    [Alias("ensure-admin")]
    Task<Outcome<AccountView>> EnsureAdminAsync(EnsureAdmin command, CancellationToken cancel);

    /// <summary>
    /// For the limits grain. Interleaves, because the account calls that grain in the middle of its own calls; answers what is
    /// stored, never what is being stored.
    /// </summary>
    [Alias("access"), AlwaysInterleave, Repeatable]
    Task<AccountAccess> GetAccessAsync(CancellationToken cancel);
}
