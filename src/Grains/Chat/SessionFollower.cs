using System.Runtime.CompilerServices;
using Grains.Turns;

namespace Grains.Chat;

/// <summary>Tells one watcher what is stored from its number on, then what happens, until the session ends or the activation goes.</summary>
internal static class SessionFollower
{
    public static async IAsyncEnumerable<SessionEvent> FollowAsync(
        WatchChatSession query, SessionJournal journal, SessionTurns turns, TimeProvider clock, Func<bool> isStopping,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var cursor = new SessionCursor(query.After, query.Epoch == journal.Epoch ? query.Offset : 0);
        while (!cancel.IsCancellationRequested)
        {
            // Taken before looking, so that what comes while looking is not missed.
            var changed = journal.Changed;
            foreach (var stored in await journal.ReadAfterAsync(cursor.Seq, cancel))
                if (cursor.Take(stored, journal.State) is { } frame) yield return frame;

            while (cursor.Seq >= journal.State.Seq && turns.Live is { } live && cursor.Take(live, journal.Epoch, clock.GetUtcNow()) is { } frame)
                yield return frame;

            if (cursor.Seq < journal.State.Seq) continue;
            if (journal.State.Status == SessionStatus.Ended) yield break;
            if (journal.IsLost || isStopping())
            {
                yield return new ServerStopping { Seq = cursor.Seq, Epoch = journal.Epoch, At = clock.GetUtcNow() };
                yield break;
            }

            await changed.OnTurn().WaitAsync(cancel);
        }
    }
}
