using Grains.Chat;

namespace WebFront.Realtime;

/// <summary>
/// A stream of frames from where a client left off. It survives the session's activation and the silo that this was on: when they
/// go, the next one is asked for what follows the last event that was passed on. It is asked step by step and is no iterator, because that would be
/// one more thing in memory for each socket at rest.
/// </summary>
/// <param name="start">Where the client left off.</param>
internal sealed class SessionFeed(
    IChatSessionGrain session, WatchChatSession start, TimeProvider clock, IHostApplicationLifetime host, CancellationToken cancel) : IAsyncDisposable
{
    private readonly SessionFrames frames = new();
    private readonly Guid userId = start.UserId;
    private IAsyncEnumerator<SessionEvent>? events;
    private Reconnection? reconnection;
    private (long After, long Epoch, int Offset) position = (start.After, start.Epoch, start.Offset);

    /// <summary>Waits for the next event; false where the session has ended. What it throws is judged by <see cref="MayTryAgain"/>.</summary>
    public ValueTask<bool> MoveNextAsync() => (events ??= Open()).MoveNextAsync();

    /// <summary>What the client is told of the event; null where it is nothing but the end of this stream, and another is to be asked for.</summary>
    public IEnumerable<ChatFrame>? Take()
    {
        var happened = events!.Current;

        // It is a silo that stops, or an activation that gives way, and not this process: there will be another.
        if (happened is ServerStopping && !host.ApplicationStopping.IsCancellationRequested && MayTryAgain()) return null;

        if (happened is WatchBegan) reconnection?.Began();
        else reconnection?.Worked();
        Advance(happened);
        return frames.Of(happened);
    }

    /// <summary>Whether it is worth asking for another stream after this one broke.</summary>
    public bool MayTryAgain() => !cancel.IsCancellationRequested && (reconnection ??= new Reconnection(clock)).MayTryAgain();

    /// <summary>Asks for another stream, after a pause.</summary>
    public async Task ReopenAsync()
    {
        await DisposeAsync();
        await reconnection!.PauseAsync(cancel);
        events = null;
    }

    public ValueTask DisposeAsync() => events?.DisposeAsync() ?? ValueTask.CompletedTask;

    private IAsyncEnumerator<SessionEvent> Open() => session
        .EventsAsync(new WatchChatSession(userId, position.After, position.Epoch, position.Offset, Live: true), cancel)
        .GetAsyncEnumerator(cancel);

    private void Advance(SessionEvent happened) => position = happened switch
    {
        AnswerDelta delta => (delta.Seq, delta.Epoch, delta.Offset + delta.Text.Length),
        AnswerCompleted => (happened.Seq, happened.Epoch, 0),
        _ => (happened.Seq, happened.Epoch, position.Offset),
    };
}
