using System.Net.WebSockets;
using Grains.Chat;
using Grains.Outcomes;
using WebFront.Endpoints;
using WebFront.Hosting;
using WebFront.Surfaces.Marketplace;

namespace WebFront.Realtime;

/// <summary>
/// One open WebSocket of a session: reads commands, writes frames, closes when the session ends, the sign-in is revoked or the
/// server stops. A slow client holds back its own feed and nobody else's.
/// </summary>
/// <param name="writer">Like all that follows, it ends with this.</param>
/// <param name="at">Where the client is in the log.</param>
/// <param name="over">Cancelled here when the socket is done; ends the feed and the hold.</param>
/// <param name="aborted">Cancelled when the connection is gone.</param>
internal sealed class ChatSocket(
    FrameWriter writer, WebSocket socket, SessionFeed feed, SocketHold hold, IChatSessionGrain session, Caller caller, IGrainFactory grains,
    (long Seq, long Epoch) at, CancellationTokenSource over, CancellationToken aborted) : IOpenSocket
{
    /// <summary>The longest frame that a client may send, in bytes.</summary>
    public const int MaxFrameBytes = 64 * 1024;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<Closing> closing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where the client is in the log.</summary>
    private (long Seq, long Epoch) told = at;

    public async Task RunAsync()
    {
        var reading = ReadAsync();
        Task[] others = [TellAsync(), AccessAsync()];
        await CloseAsync(await closing.Task, reading);
        await over.CancelAsync();
        if (!reading.IsCompleted) socket.Abort();
        await Quietly(reading);
        foreach (var other in others) await Quietly(other);
        await feed.DisposeAsync();
        await hold.DisposeAsync();
        socket.Dispose();
        writer.Dispose();
        over.Dispose();
    }

    /// <summary>Tells what happens: all that is there already as one burst, and never waits for more.</summary>
    private async Task TellAsync()
    {
        var isWriting = false;
        try
        {
            while (true)
            {
                var isBroken = false;
                try
                {
                    var move = feed.MoveNextAsync();
                    if (isWriting && !move.IsCompletedSuccessfully)
                    {
                        isWriting = false;
                        await writer.EndAsync(over.Token);
                    }

                    if (!await move) break;
                }
                catch (Exception) when (feed.MayTryAgain())
                {
                    isBroken = true;
                }

                if (isBroken || feed.Take() is not { } frames)
                {
                    if (isWriting) await writer.EndAsync(over.Token);
                    isWriting = false;
                    await feed.ReopenAsync();
                    continue;
                }

                foreach (var frame in frames)
                {
                    if (!isWriting) await writer.BeginAsync(over.Token);
                    isWriting = true;
                    told = (frame.Seq, frame.Epoch);
                    await writer.WriteAsync(frame, over.Token);
                    if (frame is ServerRestartFrame) closing.TrySetResult(Closing.Restart);
                }
            }

            if (isWriting) await writer.EndAsync(over.Token);
            closing.TrySetResult(Closing.SessionEnded);
        }
        catch (Exception) when (over.IsCancellationRequested)
        {
            closing.TrySetResult(Closing.Gone);
        }
        catch (Exception failure)
        {
            if (isWriting) await writer.EndAsync(over.Token);
            var (status, refusal) = Faults.Of(failure);
            await TellLastAsync(FrameErrors.Of(status, refusal));
            closing.TrySetResult(new(WebSocketCloseStatus.InternalServerError, "The session cannot be followed right now; connect again."));
        }
    }

    private async Task AccessAsync()
    {
        Closing how;
        try
        {
            var refusal = await hold.LostAsync();
            await TellLastAsync(FrameErrors.Of(refusal));
            how = new(WebSocketCloseStatus.PolicyViolation, refusal.Message);
        }
        catch (Exception failure)
        {
            // The place is no longer ours, and nobody knows whether the sign-in is still good.
            var (status, refusal) = Faults.Of(failure);
            await TellLastAsync(FrameErrors.Of(status, refusal));
            how = new(WebSocketCloseStatus.InternalServerError, "The sign-in cannot be watched right now; connect again.");
        }

        closing.TrySetResult(how);
    }

    private async Task ReadAsync()
    {
        using var frames = new IncomingFrames(socket, MaxFrameBytes);
        try
        {
            var how = default(Closing);
            while (how is null)
            {
                // Nothing ends the wait but the client or the socket's own end: a token would be one more thing that each socket holds.
                switch (await frames.ReceiveAsync(CancellationToken.None))
                {
                    case WebSocketMessageType.Close:
                        how = Closing.ByClient;
                        break;
                    case null:
                        await TellAsync(FrameErrors.Of(TooLarge), over.Token);
                        how = new Closing(WebSocketCloseStatus.MessageTooBig, TooLarge.Message);
                        break;
                    case WebSocketMessageType.Binary:
                        await TellAsync(FrameErrors.Of(NotText), over.Token);
                        how = new Closing(WebSocketCloseStatus.InvalidMessageType, NotText.Message);
                        break;
                    default:
                        await ObeyAsync(frames, over.Token);
                        break;
                }
            }

            closing.TrySetResult(how);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            closing.TrySetResult(Closing.Gone);
        }
        catch (Exception failure)
        {
            closing.TrySetException(failure);
        }
    }

    private async Task ObeyAsync(IncomingFrames frames, CancellationToken over)
    {
        var parsed = Body.Parse<ClientFrame>(frames.Bytes.Span, MarketplaceSurface.Surface.Json);
        frames.Release();
        if (parsed.IsRefused(out var malformed, out var frame))
        {
            await TellAsync(FrameErrors.Of(malformed), over);
            return;
        }

        var answer = frame.Type switch
        {
            "user_message" => await SendAsync(frame, over),
            "cancel" => await CancelAsync(over),
            "ping" => new PongFrame(),
            "typing_indicator" or "ack" => null,
            _ => FrameErrors.Of(Refusal.Invalid("request.unknown_type", "type", "One of user_message, cancel, typing_indicator, ack, ping is required.")),
        };
        if (answer is not null) await TellAsync(answer, over);
    }

    private async Task<ChatFrame?> SendAsync(ClientFrame frame, CancellationToken over)
    {
        try
        {
            var command = new SendChatMessage(caller.UserId, frame.ClientMessageId ?? Guid.NewGuid().ToString("N"), frame.Content ?? "");
            var sent = await MessageDoor.AdmitAndSendAsync(grains, caller, session, command, over);
            return sent.IsRefused(out var refusal, out _) ? FrameErrors.Of(refusal) with { ClientMessageId = frame.ClientMessageId } : null;
        }
        catch (Exception failure) when (!over.IsCancellationRequested)
        {
            var (status, refusal) = Faults.Of(failure);
            return FrameErrors.Of(status, refusal) with { ClientMessageId = frame.ClientMessageId };
        }
    }

    private async Task<ChatFrame?> CancelAsync(CancellationToken over)
    {
        var cancelled = await session.CancelAnswerAsync(new CancelAnswer(caller.UserId), over);
        return cancelled.IsRefused(out var refusal, out _) ? FrameErrors.Of(refusal) : null;
    }

    /// <summary>Tells what is no event of the session; the client stays where it is in the log.</summary>
    private async Task TellAsync(ChatFrame frame, CancellationToken cancel, bool isLast = false)
    {
        await writer.BeginAsync(cancel);
        try
        {
            await writer.WriteAsync(frame with { Seq = told.Seq, Epoch = told.Epoch }, cancel, isLast);
        }
        finally
        {
            await writer.EndAsync(cancel);
        }
    }

    /// <summary>Tells nothing but this any more, if the client takes it in time.</summary>
    private async Task TellLastAsync(ChatFrame frame)
    {
        writer.Silence();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
        patience.CancelAfter(CloseTimeout);
        try
        {
            await TellAsync(frame, patience.Token, isLast: true);
        }
        catch (OperationCanceledException)
        {
            // The client takes nothing: the close that follows will not reach it either.
        }
    }

    private async Task CloseAsync(Closing how, Task reading)
    {
        writer.Silence();
        if (how.Status is not { } status || socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        try
        {
            if (reading.IsCompleted)
            {
                // Nobody reads any more: what the client still sends is thrown away until it closes too, so that it gets to hear why.
                await socket.CloseAsync(status, how.Reason, aborted).WaitAsync(CloseTimeout, aborted);
                return;
            }

            await socket.CloseOutputAsync(status, how.Reason, aborted).WaitAsync(CloseTimeout, aborted);
            await Task.WhenAny(reading, Task.Delay(CloseTimeout, aborted));
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or TimeoutException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }

    private static async Task Quietly(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static readonly Refusal TooLarge = new(RefusalKind.TooLarge, "socket.frame_too_large", $"A frame has at most {MaxFrameBytes} bytes.");

    private static readonly Refusal NotText = new(RefusalKind.UnsupportedMedia, "socket.not_text", "Frames are JSON text.");

    /// <summary>How the socket is to be closed; without a status there is nobody left to tell.</summary>
    private sealed record Closing(WebSocketCloseStatus? Status, string Reason)
    {
        public static Closing Gone { get; } = new(null, "");

        public static Closing ByClient { get; } = new(WebSocketCloseStatus.NormalClosure, "");

        public static Closing SessionEnded { get; } = new(WebSocketCloseStatus.NormalClosure, "The session has ended.");

        public static Closing Restart { get; } = new((WebSocketCloseStatus)1012, "The server restarts; connect again.");
    }
}
