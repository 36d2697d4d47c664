using Grains.Notifications;
using Grains.Outcomes;

namespace Grains.Accounts;

internal sealed class EmailGrain([PersistentState("accounts.email", "grains")] IPersistentState<EmailState> stored) : Grain, IEmailGrain
{
    public async Task<Outcome<SignUpView>> SignUpAsync(SignUp command, CancellationToken cancel)
    {
        if (AccountRules.Of(command) is { } refusal) return refusal;

        var account = await ClaimAsync();
        if ((await account.GetAccessAsync(cancel)).Exists) return AccountRefusals.EmailTaken;

        var hash = await GrainFactory.Passwords().HashAsync(command.Password, cancel);

        // Owed before there is an account, so that no crash leaves one without its mail; it is written after this turn.
        var owed = await GrainFactory.MailQueue(this.GetPrimaryKeyString()).OweAsync(new OweMail(this.GetPrimaryKeyString(), TokenPurpose.VerifyEmail), cancel);
        if (owed.Refusal is { } full) return full;
        return await account.CreateAsync(new CreateAccount(command.Email, hash, command.FullName, command.Role), cancel);
    }

    public async Task<Outcome<SignInView>> LogInAsync(LogIn command, CancellationToken cancel)
    {
        if (stored.RecordExists) return await GrainFactory.Account(stored.State.UserId).LogInAsync(command, cancel);
        await GrainFactory.Passwords().VerifyAsync(null, command.Password, cancel);
        return AccountRefusals.WrongCredentials;
    }

    public async Task<Outcome<IssuedToken>> IssueTokenAsync(TokenPurpose purpose, CancellationToken cancel) => stored.RecordExists
        ? await GrainFactory.Account(stored.State.UserId).IssueTokenAsync(purpose, cancel)
        : AccountRefusals.NotFound;

    public async Task ReleaseAsync(Guid userId, CancellationToken cancel)
    {
        if (stored.RecordExists && stored.State.UserId == userId) await stored.ClearStateAsync(CancellationToken.None);
    }

    public async Task<Outcome<AccountView>> EnsureAdminAsync(EnsureAdmin command, CancellationToken cancel)
    {
        if (AccountRules.OfPassword(command.Password) is { } refusal) return refusal;

        var account = await ClaimAsync();
        if (!(await account.GetAccessAsync(cancel)).Exists)
        {
            var hash = await GrainFactory.Passwords().HashAsync(command.Password, cancel);
            await account.CreateAsync(new CreateAccount(command.Email, hash, "Administrator", Role.Admin), cancel);
        }

        return await account.EnsureAdminAsync(command, cancel);
    }

    /// <summary>Writes down whose the address is, if nobody's yet, before there is an account; a retry goes on from there.</summary>
    private async Task<IAccountGrain> ClaimAsync()
    {
        if (!stored.RecordExists)
        {
            var before = stored.State;
            stored.State = new EmailState { UserId = Guid.NewGuid() };
            try
            {
                await stored.WriteStateAsync(CancellationToken.None);
            }
            catch
            {
                stored.State = before;
                throw;
            }
        }

        return GrainFactory.Account(stored.State.UserId);
    }
}
