using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Accounts;

/// <summary>One e-mail address: the only way from it to its account, so that there is never a second.</summary>
[Alias("accounts.email")]
public interface IEmailGrain : IGrainWithStringKey
{
    /// <summary>Opens the account, or finishes opening one that a crash interrupted.</summary>
    [Alias("sign-up")]
    Task<Outcome<SignUpView>> SignUpAsync(SignUp command, CancellationToken cancel);

    /// <summary>Takes as long for an address without an account as for a wrong password.</summary>
    [Alias("log-in"), ReadOnly]
    Task<Outcome<SignInView>> LogInAsync(LogIn command, CancellationToken cancel);

    /// <summary>Makes a token for a mail to this address; refused as not found where it has no account or nothing to prove.</summary>
    [Alias("issue-token")]
    Task<Outcome<IssuedToken>> IssueTokenAsync(TokenPurpose purpose, CancellationToken cancel);

    /// <summary>Frees the address, if it is this user's.</summary>
    [Alias("release"), Repeatable]
    Task ReleaseAsync(Guid userId, CancellationToken cancel);

    [Alias("ensure-admin")]
    Task<Outcome<AccountView>> EnsureAdminAsync(EnsureAdmin command, CancellationToken cancel);
}
