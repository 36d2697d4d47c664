using Microsoft.Extensions.Hosting;

namespace Grains.Chat;

/// <summary>
/// Keeps a session's turns being answered as a timer of the grain: interleaved with its other work, keeping it alive, and stopped
/// with it.
/// </summary>
internal sealed class SessionTurnLoop(
    IGrainBase grain, SessionJournal journal, SessionTurns turns, IHostApplicationLifetime host, Action<SessionJournalLostException> giveWay)
{
    private IGrainTimer? timer;

    public void Start() => timer ??= grain.RegisterGrainTimer(
        RunAsync, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });

    /// <summary>Waits until no turn is open: the running answer is stopped, and those that wait end likewise.</summary>
    public async Task FinishAllAsync(bool moneyIsGone = false)
    {
        while (!journal.State.OpenTurns.IsEmpty)
        {
            // A process that stops leaves its turns to the next one, so that waiting for their end would have none.
            if (host.ApplicationStopping.IsCancellationRequested || journal.IsLost) throw new SessionJournalLostException(grain.GrainContext.GrainId.ToString(), null);
            var changed = journal.Changed;
            turns.Cancel(moneyIsGone);
            Start();
            await changed;
        }
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        var failed = false;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancel, host.ApplicationStopping);
        try
        {
            await turns.RunAsync(stopping.Token);
        }
        catch (SessionJournalLostException lost)
        {
            giveWay(lost);
        }
        catch (Exception failure)
        {
            // What failed is not the answer but its ending: the next activation decides anew, from what is stored.
            failed = true;
            giveWay(new SessionJournalLostException(grain.GrainContext.GrainId.ToString(), failure));
        }
        finally
        {
            timer?.Dispose();
            timer = null;
            journal.Pulse();

            // A message may have been accepted after the loop looked for the last time.
            if (!journal.State.OpenTurns.IsEmpty && !failed && !journal.IsLost && !stopping.IsCancellationRequested) Start();
        }
    }
}
