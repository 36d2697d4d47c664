using System.Runtime.CompilerServices;

namespace Grains.Chat;

/// <summary>
/// Tells watchers what is stored from their numbers on, then what happens, until the session ends or the activation goes. A watcher at rest
/// is one suspended iterator: there are as many as there are open sockets.
/// </summary>
internal sealed class SessionFollower(
    SessionJournal journal, SessionTurns turns, SessionMeter meter, SessionMetering metering, TimeProvider clock, Func<ChatSessionView> view,
    Func<bool> isStopping)
{
    public static async IAsyncEnumerable<SessionEvent> RefuseAsync()
    {
        await Task.CompletedTask;
        yield return new WatchRefused(ChatSessionRefusals.NotFound);
    }

    public async IAsyncEnumerable<SessionEvent> FollowAsync(WatchChatSession query, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Who leaves is woken like everybody else, and looks.
        using var leaving = cancel.UnsafeRegister(static journal => ((SessionJournal)journal!).Pulse(), journal);
        if (query.Live) meter.Attach();
        try
        {
            if (query.Live) metering.Keep();
            yield return new WatchBegan(view()) { Seq = query.After, Epoch = query.Epoch, At = clock.GetUtcNow() };
            var cursor = new SessionCursor(query.After, query.Epoch == journal.Epoch ? query.Offset : 0);
            while (!cancel.IsCancellationRequested)
            {
                // Taken before looking, so that what comes while looking is not missed.
                var changed = journal.Changed;
                foreach (var stored in await journal.ReadAfterAsync(cursor.Seq, cancel))
                    if (cursor.Take(stored, journal.State, journal.Epoch) is { } frame) yield return frame;

                while (cursor.Seq >= journal.State.Seq && turns.Live is { } live && cursor.Take(live, journal.Epoch, clock.GetUtcNow()) is { } frame)
                    yield return frame;

                if (cursor.Seq < journal.State.Seq) continue;
                if (journal.State.Status == SessionStatus.Ended) yield break;
                if (journal.IsLost || isStopping())
                {
                    yield return new ServerStopping { Seq = cursor.Seq, Epoch = journal.Epoch, At = clock.GetUtcNow() };
                    yield break;
                }

                if (!cancel.IsCancellationRequested) await changed;
            }
        }
        finally
        {
            if (query.Live) meter.Detach();
        }
    }
}
