namespace Grains.Chat;

/// <summary>
/// Reads a session's meter now and then while somebody is there: charges what accrued, keeps the lease ahead of the meter, pauses
/// the session when the money is gone, and gives the lease back when nobody is there any more.
/// </summary>
internal sealed class SessionMetering(
    IGrainBase grain, SessionJournal journal, SessionBilling billing, SessionTurns turns, ChatOptions options, Action<SessionJournalLostException> giveWay)
{
    private Task reading = Task.CompletedTask;
    private IGrainTimer? timer;

    /// <summary>Makes sure that the meter is read from now on.</summary>
    public void Keep()
    {
        if (timer is not null || billing.Pricing.IsFree) return;
        timer = grain.RegisterGrainTimer(
            TickAsync, new GrainTimerCreationOptions(NextReading(), options.MeterInterval) { Interleave = true, KeepAlive = true });
    }

    /// <summary>Pauses or resumes, with the charge of what accrued in the same write.</summary>
    public async Task ChangeStatusAsync(SessionStatus status, string reason, CancellationToken cancel)
    {
        if (status == SessionStatus.Paused) billing.Meter.Run(false);
        await billing.CoverAsync();
        await billing.AppendAsync(state => state.Status is SessionStatus.Ended || state.Status == status
            ? null
            : billing.Reading(state, new DraftEvent(new SessionStatusChanged(status, reason))));
        if (status != SessionStatus.Active) return;
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
            if (await IsStillPaidForAsync(cancel) || journal.State.OpenTurns.Count > 0)
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
    private async Task<bool> IsStillPaidForAsync(CancellationToken cancel)
    {
        if (journal.State.Status != SessionStatus.Active || !billing.Meter.IsSomebodyThere) return false;
        if (!billing.Pricing.ByTime || await billing.EnsureAsync(billing.Pricing.MinimumBeyondReserve()) is null) return true;
        turns.Cancel();
        await ChangeStatusAsync(SessionStatus.Paused, "insufficient_funds", cancel);
        return false;
    }

    private TimeSpan NextReading()
    {
        if (!billing.Pricing.ByTime) return options.MeterInterval;
        var affordable = billing.Pricing.TimeFor(billing.FreeMicros);
        return affordable < options.MeterInterval ? affordable + TimeSpan.FromMilliseconds(1) : options.MeterInterval;
    }
}
