using System.Collections.Immutable;
using Grains.Limits;
using Grains.Outcomes;
using Grains.Storage;
using Grains.Wallets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Accounts;

internal sealed partial class AccountGrain(
    [PersistentState("accounts.account", "grains")] IPersistentState<AccountState> stored,
    IOptions<AccountOptions> options,
    IOptions<WalletOptions> wallets,
    IBlobStore blobs,
    TimeProvider clock,
    ILogger<AccountGrain> log) : Grain, IAccountGrain
{
    private AccountAccess access = AccountAccess.None;

    private long GrantMicros => (long)decimal.Round(wallets.Value.SandboxBalance * 1_000_000m, MidpointRounding.ToEven);

    private bool IsOpen => stored.RecordExists && stored.State.ClosedAt is null;

    private Guid UserId => AccountAddress.UserOf(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (stored.RecordExists) access = AccessOf(stored.State);
        return Task.CompletedTask;
    }

    public async Task<Outcome<SignUpView>> CreateAsync(CreateAccount command, CancellationToken cancel)
    {
        if (stored.RecordExists) return AccountRefusals.EmailTaken;

        var verification = options.Value.ReturnVerificationToken ? Secrets.NewSecret() : null;
        await SaveAsync(new AccountState
        {
            Email = command.Email.Value,
            FullName = command.FullName,
            Role = command.Role,
            PasswordHash = command.PasswordHash,
            CreatedAt = clock.GetUtcNow(),
            MailedSecrets = verification is null ? [] : MailedSecrets.Add([], Mailed(TokenPurpose.VerifyEmail, verification), clock.GetUtcNow()),
            GrantDone = GrantMicros == 0,
        });

        LogCreated(UserId, command.Role);
        await GrantAsync(cancel);
        return new SignUpView(UserId, command.Email.Value, verification is null ? null : new MailedToken(UserId, verification).Print());
    }

    public async Task<Outcome<SignInView>> LogInAsync(LogIn command, CancellationToken cancel)
    {
        var verdict = await GrainFactory.Passwords().VerifyAsync(IsOpen ? stored.State.PasswordHash : null, command.Password, cancel);
        if (verdict == PasswordVerdict.Wrong) return AccountRefusals.WrongCredentials;

        var state = stored.State;
        if (verdict == PasswordVerdict.RightButWeak)
            state = state with { PasswordHash = await GrainFactory.Passwords().HashAsync(command.Password, cancel) };
        state = state with { GrantDone = await GrantAsync(cancel) };
        var (signIn, token) = NewToken(Secrets.NewId(), clock.GetUtcNow());
        var signIns = SignIns.Open(state.SignIns, signIn, options.Value.MaxSignIns, clock.GetUtcNow());
        await SaveAsync(state with { SignIns = signIns });
        return new SignInView(View(), token);
    }

    public async Task<Outcome<SignInView>> RefreshAsync(RefreshSignIn command, CancellationToken cancel)
    {
        if (!IsOpen) return AccountRefusals.SignInEnded;
        var state = stored.State;
        if (state.SignIns.Find(command.Token.SignInId) is not { } signIn) return AccountRefusals.SignInEnded;
        if (signIn.ExpiresAt <= clock.GetUtcNow() || !Secrets.Matches(command.Token.Secret, signIn.SecretHash))
        {
            LogReused(UserId, signIn.Id);
            await SaveAsync(state with { SignIns = state.SignIns.Remove(signIn) });
            return AccountRefusals.SignInEnded;
        }

        var (next, token) = NewToken(signIn.Id, signIn.StartedAt);
        await SaveAsync(state with { SignIns = state.SignIns.Replace(signIn, next), GrantDone = await GrantAsync(cancel) });
        return new SignInView(View(), token);
    }

    public async Task<Outcome<Done>> LogOutAsync(LogOut command, CancellationToken cancel)
    {
        if (!IsOpen) return AccountRefusals.NotFound;
        if (stored.State.SignIns.Find(command.SignInId) is { } signIn)
            await SaveAsync(stored.State with { SignIns = stored.State.SignIns.Remove(signIn) });
        else
            await RevokeAsync([command.SignInId]);
        return default(Done);
    }

    public Task<Outcome<AccountView>> GetAsync(CancellationToken cancel) =>
        Task.FromResult<Outcome<AccountView>>(IsOpen ? View() : AccountRefusals.NotFound);

    public async Task<Outcome<AccountView>> UpdateProfileAsync(UpdateProfile command, CancellationToken cancel)
    {
        if (!IsOpen) return AccountRefusals.NotFound;
        if (AccountRules.Of(command) is { } refusal) return refusal;

        var state = stored.State;
        var changed = state with
        {
            FullName = command.FullName ?? state.FullName,
            Preferences = new Preferences(
                command.Timezone ?? state.Preferences.Timezone,
                command.Language ?? state.Preferences.Language,
                command.Notifications ?? state.Preferences.Notifications),
        };
        if (changed != state) await SaveAsync(changed);
        return View();
    }

    public async Task<Outcome<IssuedToken>> IssueTokenAsync(TokenPurpose purpose, CancellationToken cancel)
    {
        if (!IsOpen) return AccountRefusals.NotFound;
        var state = stored.State;
        if (purpose == TokenPurpose.VerifyEmail && state.EmailVerifiedAt is not null) return AccountRefusals.NotFound;

        var secret = Secrets.NewSecret();
        await SaveAsync(state with { MailedSecrets = MailedSecrets.Add(state.MailedSecrets, Mailed(purpose, secret), clock.GetUtcNow()) });
        return new IssuedToken(new MailedToken(UserId, secret), state.Email, state.FullName, LifetimeOf(purpose));
    }

    public async Task<Outcome<AccountView>> ProveEmailAsync(ProveEmail command, CancellationToken cancel)
    {
        if (!IsOpen || !MailedSecrets.IsGood(stored.State, TokenPurpose.VerifyEmail, command.Secret, clock.GetUtcNow())) return AccountRefusals.WrongToken;

        await SaveAsync(MailedSecrets.Proven(stored.State, clock.GetUtcNow()));
        return View();
    }

    public async Task<Outcome<AccountView>> ReplacePasswordAsync(ReplacePassword command, CancellationToken cancel)
    {
        if (!IsOpen || !MailedSecrets.IsGood(stored.State, TokenPurpose.ResetPassword, command.Secret, clock.GetUtcNow())) return AccountRefusals.WrongToken;
        if (AccountRules.OfPassword(command.Password) is { } refusal) return refusal with { Field = "new_password" };

        var hash = await GrainFactory.Passwords().HashAsync(command.Password, cancel);
        await SaveAsync(MailedSecrets.Proven(stored.State, clock.GetUtcNow()) with { PasswordHash = hash, SignIns = [], MailedSecrets = [] });
        return View();
    }

    public async Task<Outcome<AccountView>> ChangeAvatarAsync(ChangeAvatar command, CancellationToken cancel)
    {
        if (!IsOpen) return AccountRefusals.NotFound;
        var state = stored.State;
        if (command.AvatarId == state.AvatarId) return View();
        if (!command.IsStored)
        {
            if (state.AvatarAside is { } left && left != command.AvatarId) await blobs.DeleteAsync(Avatars.BlobOf(left), cancel);
            await SaveAsync(state with { AvatarAside = command.AvatarId });
            return View();
        }

        if (command.AvatarId is { } shown && shown != state.AvatarAside) return AccountRefusals.AvatarOvertaken;
        await SaveAsync(state with { AvatarId = command.AvatarId, AvatarAside = state.AvatarId });
        if (state.AvatarId is { } before) await blobs.DeleteAsync(Avatars.BlobOf(before), cancel);
        return View();
    }

    public async Task<Outcome<Done>> CheckPasswordAsync(LogIn? command, CancellationToken cancel)
    {
        if (!IsOpen) return AccountRefusals.NotFound;
        if (command is null) return default(Done);
        var verdict = await GrainFactory.Passwords().VerifyAsync(stored.State.PasswordHash, command.Password, cancel);
        return verdict == PasswordVerdict.Wrong ? AccountRefusals.WrongPassword : default(Done);
    }

    public async Task<Outcome<ClosedAccount>> CloseAsync(CloseAccount command, CancellationToken cancel)
    {
        if (!stored.RecordExists) return AccountRefusals.NotFound;
        if (IsOpen) await SaveAsync(stored.State with { ClosedAt = clock.GetUtcNow(), SignIns = [], MailedSecrets = [] });

        // All of them, also those that this account has forgotten: repeating it ends what a crash left.
        await RevokeAsync([]);
        return EmailAddress.TryParse(stored.State.Email, out var address) ? new ClosedAccount(address.ToKey()) : AccountRefusals.NotFound;
    }

    public async Task<bool> DropAvatarAsync(CancellationToken cancel)
    {
        if (!stored.RecordExists || IsOpen) return false;
        var (shown, aside) = (stored.State.AvatarId, stored.State.AvatarAside);
        if (aside is not null) await blobs.DeleteAsync(Avatars.BlobOf(aside), cancel);
        if (shown is not null) await blobs.DeleteAsync(Avatars.BlobOf(shown), cancel);
        if (shown is not null || aside is not null) await SaveAsync(stored.State with { AvatarId = null, AvatarAside = null });
        return shown is not null;
    }

    public async Task RemoveAsync(CancellationToken cancel)
    {
        if (!stored.RecordExists || IsOpen) return;
        await stored.ClearStateAsync(CancellationToken.None);
        LogRemoved(UserId);
        DeactivateOnIdle();
    }

    public async Task<Outcome<AccountView>> EnsureAdminAsync(EnsureAdmin command, CancellationToken cancel)
    {
        if (!IsOpen) return AccountRefusals.NotFound;

        var state = stored.State with { Role = Role.Admin };
        if (await GrainFactory.Passwords().VerifyAsync(state.PasswordHash, command.Password, cancel) == PasswordVerdict.Wrong)
        {
            // Whoever had opened the account with the operator's address must not find themselves an admin.
            var hash = await GrainFactory.Passwords().HashAsync(command.Password, cancel);
            state = state with { PasswordHash = hash, SignIns = [] };
        }

        if (state != stored.State) await SaveAsync(state);
        await GrainFactory.UserLimits(UserId).ChangeRoleAsync(Role.Admin, cancel);
        LogAdmin(UserId);
        return View();
    }

    public Task<AccountAccess> GetAccessAsync(CancellationToken cancel) => Task.FromResult(access);

    private static AccountAccess AccessOf(AccountState state) => state.ClosedAt is null
        ? new AccountAccess(true, state.Role, [.. state.SignIns.Select(signIn => signIn.Id)])
        : AccountAccess.None;

    /// <summary>Makes a state current by storing it, and then ends the sign-ins that it does not have any more.</summary>
    /// <remarks>Once begun it goes through, whether the caller still waits or not: a logout must not stop half way.</remarks>
    private async Task SaveAsync(AccountState next)
    {
        var before = stored.State;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            stored.State = before;
            throw;
        }

        access = AccessOf(next);
        var ended = SignIns.Ended(before.SignIns, next.SignIns);
        if (!ended.IsEmpty) await RevokeAsync(ended);
    }

    private Task RevokeAsync(ImmutableArray<string> signInIds) =>
        GrainFactory.UserLimits(UserId).RevokeAsync(new RevokeSignIns(signInIds), CancellationToken.None);

    private TimeSpan LifetimeOf(TokenPurpose purpose) =>
        purpose == TokenPurpose.ResetPassword ? options.Value.ResetLifetime : options.Value.VerificationLifetime;

    private MailedSecret Mailed(TokenPurpose purpose, string secret) =>
        new(purpose, Secrets.HashOf(secret), clock.GetUtcNow() + LifetimeOf(purpose));

    private (SignIn SignIn, RefreshToken Token) NewToken(string signInId, DateTimeOffset startedAt)
    {
        var secret = Secrets.NewSecret();
        var signIn = new SignIn(signInId, Secrets.HashOf(secret), startedAt, clock.GetUtcNow() + options.Value.RefreshLifetime);
        return (signIn, new RefreshToken(UserId, signInId, secret));
    }

    /// <summary>
    /// Gives the opening balance; the operation id makes it happen once, however often it is tried. A wallet that fails does not
    /// stop anybody from signing up or in: the next sign-in tries again, and notes that it is done in the write that it does anyway.
    /// </summary>
    /// <returns>Whether nothing is left to give.</returns>
    private async Task<bool> GrantAsync(CancellationToken cancel)
    {
        if (stored.State.GrantDone) return true;
        try
        {
            var command = new TopUpWallet($"signup-grant-{UserId:N}", GrantMicros, "system:grants");
            var outcome = await GrainFactory.Wallet(UserId).TopUpAsync(command, cancel);
            if (outcome.Refusal is null) return true;
            LogGrantRefused(UserId, outcome.Refusal.Code);
        }
        catch (TemporarilyUnavailableException passing)
        {
            LogGrantPutOff(UserId, passing.Message);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogGrantFailed(failure, UserId);
        }

        return false;
    }

    private AccountView View() => new(
        UserId, stored.State.Email, stored.State.FullName, stored.State.AvatarId, stored.State.Role, stored.State.Preferences, stored.State.CreatedAt,
        stored.State.EmailVerifiedAt is not null);
}
