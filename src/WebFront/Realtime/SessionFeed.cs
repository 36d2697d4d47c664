using System.Runtime.CompilerServices;
using Grains.Chat;

namespace WebFront.Realtime;

/// <summary>
/// Streams of frames from where a client left off. They survive the session's activation and the silo that this was on: when they
/// go, the next one is asked for what follows the last event that was passed on.
/// </summary>
internal sealed class SessionFeed(TimeProvider clock, IHostApplicationLifetime host)
{
    public async IAsyncEnumerable<ChatFrame> FramesAsync(
        IChatSessionGrain session, WatchChatSession from, [EnumeratorCancellation] CancellationToken cancel)
    {
        var frames = new SessionFrames();
        var reconnection = new Reconnection(clock);
        var position = from;
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
                catch (Exception) when (!cancel.IsCancellationRequested && reconnection.MayTryAgain())
                {
                    break;
                }

                if (!more) yield break;
                var happened = events.Current;

                // It is a silo that stops, or an activation that gives way, and not this process: there will be another.
                if (happened is ServerStopping && !host.ApplicationStopping.IsCancellationRequested && reconnection.MayTryAgain()) break;

                if (happened is WatchBegan) reconnection.Began();
                else reconnection.Worked();
                position = Advance(position, happened);
                foreach (var frame in frames.Of(happened)) yield return frame;
            }

            await reconnection.PauseAsync(cancel);
        }
    }

    private static WatchChatSession Advance(WatchChatSession position, SessionEvent happened) => happened switch
    {
        AnswerDelta delta => position with { After = delta.Seq, Epoch = delta.Epoch, Offset = delta.Offset + delta.Text.Length },
        AnswerCompleted => position with { After = happened.Seq, Epoch = happened.Epoch, Offset = 0 },
        _ => position with { After = happened.Seq, Epoch = happened.Epoch },
    };
}
