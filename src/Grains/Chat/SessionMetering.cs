namespace Grains.Chat;

/// <summary>
/// Reads a session's meter now and then while somebody is there: charges what accrued, keeps the lease ahead of the meter, pauses
/// the session when the money is gone, and gives the lease back when nobody is there any more.
/// </summary>
internal sealed class SessionMetering(
    IGrainBase grain, SessionJournal journal, SessionBilling billing, SessionTurnLoop turns, ChatOptions options, Action<SessionJournalLostException> giveWay)
{
    private const string InsufficientFunds = "insufficient_funds";

    private Task reading = Task.CompletedTask;
    private IGrainTimer? timer;

    /// <summary>Makes sure that the meter is read from now on.</summary>
    public void Keep()
    {
        if (timer is not null || billing.Pricing.IsFree) return;
        timer = grain.RegisterGrainTimer(
            TickAsync, new GrainTimerCreationOptions(NextReading(), options.MeterInterval) { Interleave = true, KeepAlive = true });
    }

    /// <summary>
    /// Pauses or resumes, with the charge of what accrued in the same write. A pause first ends what is being answered: nothing is
    /// delivered in time that nobody pays for.
    /// </summary>
    public async Task ChangeStatusAsync(SessionStatus status, string reason)
    {
        if (status == SessionStatus.Paused)
        {
            await PauseAsync(reason);
            return;
        }

        await billing.AppendAsync(state => state.Status == SessionStatus.Paused
            ? billing.Reading(state, new DraftEvent(new SessionStatusChanged(status, reason)))
            : null);
        billing.Meter.Run(true);
        billing.Meter.Touch();
        Keep();
    }

    /// <summary>Reads no more. A reading that is under way is finished first, so that no lease comes after the last write.</summary>
    public async Task StopAsync()
    {
        while (!reading.IsCompleted) await reading;
        timer?.Dispose();
        timer = null;
    }

    private Task TickAsync(CancellationToken cancel) => reading = ReadAsync(cancel);

    private async Task ReadAsync(CancellationToken cancel)
    {
        try
        {
            await ChargeAsync();
            if (await IsStillPaidForAsync() || !journal.State.OpenTurns.IsEmpty)
            {
                timer?.Change(NextReading(), options.MeterInterval);
                return;
            }

            await GiveBackAsync(cancel);
            timer?.Dispose();
            timer = null;
        }
        catch (SessionJournalLostException lost)
        {
            giveWay(lost);
        }
    }

    /// <summary>
    /// Charges what accrued, as far as the escrow goes, and gives the rest of it back: the activation goes. It calls no other
    /// grain, since a process that stops takes no calls; the wallet looks again when it has need.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancel)
    {
        await billing.AppendAsync(state => state.Status == SessionStatus.Ended ? null : billing.Reading(state));
        await journal.InTurnAsync(() => billing.Escrow.ReturnAsync(billing.PromisedMicros, cancel));
    }

    private async Task ChargeAsync()
    {
        await billing.CoverAsync();
        await billing.AppendAsync(state => state.Status == SessionStatus.Ended ? null : billing.Reading(state));
    }

    private async Task GiveBackAsync(CancellationToken cancel)
    {
        if (await journal.InTurnAsync(() => billing.Escrow.ReturnAsync(billing.PromisedMicros, cancel))) await billing.Escrow.TellWalletAsync(cancel);
    }

    /// <summary>Whether somebody is there and the next stretch of time is affordable; where only the money lacks, the session is paused.</summary>
    private async Task<bool> IsStillPaidForAsync()
    {
        if (journal.State.Status != SessionStatus.Active || !billing.Meter.IsSomebodyThere) return false;
        if (!billing.Pricing.ByTime || await billing.EnsureAsync(billing.Pricing.MinimumBeyondReserve()) is null) return true;
        await PauseAsync(InsufficientFunds);
        return false;
    }

    private async Task PauseAsync(string reason)
    {
        // A message may be accepted between the last ending and the pause; then that is ended too.
        do
        {
            await turns.FinishAllAsync(reason == InsufficientFunds);
            billing.Meter.Run(false);
            await billing.CoverAsync();
            await billing.AppendAsync(state => state.Status == SessionStatus.Active && state.OpenTurns.IsEmpty
                ? billing.Reading(state, new DraftEvent(new SessionStatusChanged(SessionStatus.Paused, reason)))
                : null);
        }
        while (journal.State.Status == SessionStatus.Active);
    }

    private TimeSpan NextReading()
    {
        if (!billing.Pricing.ByTime) return options.MeterInterval;
        var affordable = billing.Pricing.TimeFor(billing.FreeMicros);
        return affordable < options.MeterInterval ? affordable + TimeSpan.FromMilliseconds(1) : options.MeterInterval;
    }
}
