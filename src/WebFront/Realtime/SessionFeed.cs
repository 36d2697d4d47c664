using System.Runtime.CompilerServices;
using Grains.Chat;

namespace WebFront.Realtime;

/// <summary>
/// One client's stream of frames from where it left off. It survives the session's activation: when that goes, it asks the next
/// one for what follows the last event that it passed on.
/// </summary>
internal static class SessionFeed
{
    private const int Tries = 5;

    public static async IAsyncEnumerable<ChatFrame> FramesAsync(
        IChatSessionGrain session, WatchChatSession from, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancel)
    {
        var frames = new SessionFrames();
        var position = from;
        var failures = 0;
        while (true)
        {
            await using var events = session.EventsAsync(position, cancel).GetAsyncEnumerator(cancel);
            while (true)
            {
                bool more;
                try
                {
                    more = await events.MoveNextAsync();
                }
                catch (Exception) when (!cancel.IsCancellationRequested && ++failures < Tries)
                {
                    break;
                }

                if (!more) yield break;
                failures = 0;
                position = Advance(position, events.Current);
                foreach (var frame in frames.Of(events.Current)) yield return frame;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100 * failures), clock, cancel);
        }
    }

    private static WatchChatSession Advance(WatchChatSession position, SessionEvent happened) => happened switch
    {
        AnswerDelta delta => position with { After = delta.Seq, Epoch = delta.Epoch, Offset = delta.Offset + delta.Text.Length },
        AnswerCompleted => position with { After = happened.Seq, Epoch = happened.Epoch, Offset = 0 },
        _ => position with { After = happened.Seq, Epoch = happened.Epoch },
    };
}
