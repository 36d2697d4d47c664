using System.Collections.Immutable;
using Grains.Outcomes;
using Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Grains.Accounts;

/// <summary>
/// Runs every feature's eraser in turn and notes what is done, so that whoever takes it up after a crash goes on there. Calls that were under way
/// when the account was closed may still write for as long as a call lasts, so the reminder passes over everything once more after that.
/// </summary>
internal sealed partial class ErasureGrain(
    [PersistentState("accounts.erasure", StorageSetup.GrainStorageName)] IPersistentState<ErasureState> stored,
    IEnumerable<IPersonalData> features,
    TimeProvider clock,
    ILogger<ErasureGrain> log) : Grain, IErasureGrain, IRemindable
{
    private const string Reminder = "erase";

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private static readonly ImmutableArray<KeptKind> Kept =
    [
        new("ledger entries", "The books have to add up: charges, top-ups and balances stay, under an account number that names nobody any more."),
        new("session figures", "Of each session the times, counts and charges stay, which the other party's earnings are made of; every text is gone."),
    ];

    private Guid UserId => AccountAddress.ErasedUserOf(this.GetPrimaryKeyString());

    public async Task<Outcome<ErasureReport>> EraseAsync(EraseAccount command, CancellationToken cancel)
    {
        if (stored.State.StartedAt is null)
        {
            var account = GrainFactory.Account(UserId);
            var check = await account.CheckPasswordAsync(command.Password is { } password ? new LogIn(password) : null, cancel);
            if (check.Refusal is { } refusal) return refusal;

            await this.RegisterOrUpdateReminder(Reminder, Period, Period);
            await SaveAsync(stored.State with { StartedAt = clock.GetUtcNow() });
            LogStarted(UserId);
        }

        if (stored.State.FinishedAt is null) await TryAsync(FirstPassAsync);
        return new ErasureReport(UserId, stored.State.FinishedAt is not null, stored.State.Erased, Kept);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (stored.State.FinishedAt is { } finished) await TryAsync(() => LastPassAsync(finished));
        else if (stored.State.StartedAt is not null) await TryAsync(FirstPassAsync);
        else await ForgetReminderAsync();
    }

    private async Task FirstPassAsync()
    {
        var closed = await GrainFactory.Account(UserId).CloseAsync(new CloseAccount(), CancellationToken.None);
        foreach (var feature in features)
        {
            if (stored.State.Erased.Any(erased => erased.Kind == feature.Kind)) continue;
            var done = await feature.EraseAsync(UserId, CancellationToken.None);
            await SaveAsync(stored.State with { Erased = stored.State.Erased.Add(new ErasedKind(feature.Kind, done.Removed, done.Anonymised)) });
        }

        // The address last but one: whoever opens an account with it now opens another one.
        if (closed.Value is { } account)
        {
            await GrainFactory.GetGrain<IEmailGrain>(account.EmailKey).ReleaseAsync(UserId, CancellationToken.None);
            await GrainFactory.Account(UserId).RemoveAsync(CancellationToken.None);
        }

        await SaveAsync(stored.State with
        {
            FinishedAt = clock.GetUtcNow(),
            Erased = stored.State.Erased.Add(new ErasedKind("account", Removed: 1, Anonymised: 0)),
        });
        LogFinished(UserId);
    }

    private async Task LastPassAsync(DateTimeOffset finished)
    {
        if (clock.GetUtcNow() - finished < Period) return;
        foreach (var feature in features) await feature.EraseAsync(UserId, CancellationToken.None);
        await ForgetReminderAsync();
        await stored.ClearStateAsync(CancellationToken.None);
        DeactivateOnIdle();
    }

    private async Task ForgetReminderAsync()
    {
        if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
    }

    /// <summary>What fails is done by the reminder, or by whoever asks again.</summary>
    private async Task TryAsync(Func<Task> pass)
    {
        try
        {
            await pass();
        }
        catch (TemporarilyUnavailableException passing)
        {
            LogPutOff(UserId, passing.Message);
        }
        catch (Exception failure)
        {
            LogFailed(failure, UserId);
        }
    }

    private async Task SaveAsync(ErasureState next)
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
    }
}
