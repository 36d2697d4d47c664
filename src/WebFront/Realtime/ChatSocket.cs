using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Grains.Chat;
using Grains.Limits;
using Grains.Outcomes;
using WebFront.Endpoints;
using WebFront.Hosting;
using WebFront.Surfaces.Marketplace;

namespace WebFront.Realtime;

/// <summary>
/// One open WebSocket of a session: reads commands, writes frames, closes when the session ends, the sign-in is revoked or the
/// server stops. A slow client holds back its own feed and nobody else's.
/// </summary>
internal sealed class ChatSocket(
    WebSocket socket, HeldStream? transport, IChatSessionGrain session, WatchChatSession from, Caller caller, IGrainFactory grains)
{
    /// <summary>The longest frame that a client may send, in bytes.</summary>
    public const int MaxFrameBytes = 64 * 1024;

    private const int WaitingFrames = 64;
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly Channel<ChatFrame> outbox = Channel.CreateBounded<ChatFrame>(new BoundedChannelOptions(WaitingFrames) { SingleReader = true });

    /// <summary>Where the client is in the log.</summary>
    private (long Seq, long Epoch) told = (from.After, from.Epoch);

    /// <summary>Runs until the socket is closed; <paramref name="access"/> stands on the notice that granted the place.</summary>
    /// <param name="over">Cancelled here when the socket is done; ends the feed and the hold.</param>
    public async Task RunAsync(
        IAsyncEnumerable<ChatFrame> feed, IAsyncEnumerator<SocketNotice> access, CancellationTokenSource over, CancellationToken aborted)
    {
        var writing = WriteAsync(over.Token);
        var reading = ReadAsync(over.Token);
        Task<Closing>[] parts = [PumpAsync(feed, over.Token), reading, AccessAsync(access)];
        var closing = await await Task.WhenAny(parts);

        outbox.Writer.TryComplete();
        await Task.WhenAny(writing, Task.Delay(CloseTimeout, aborted));
        await CloseAsync(closing, reading, aborted);
        await over.CancelAsync();
        await Task.WhenAll(writing, Quietly(parts[0]), Quietly(reading), Quietly(parts[2]));
    }

    private async Task<Closing> PumpAsync(IAsyncEnumerable<ChatFrame> feed, CancellationToken over)
    {
        try
        {
            await foreach (var frame in feed.WithCancellation(over))
            {
                told = (frame.Seq, frame.Epoch);
                await outbox.Writer.WriteAsync(frame, over);
                if (frame is ServerRestartFrame) return new Closing((WebSocketCloseStatus)1012, "The server restarts; connect again.");
            }

            return new Closing(WebSocketCloseStatus.NormalClosure, "The session has ended.");
        }
        catch (Exception) when (over.IsCancellationRequested)
        {
            return Closing.Gone;
        }
        catch (Exception failure)
        {
            var (status, refusal) = Faults.Of(failure);
            await TryTellAsync(FrameErrors.Of(status, refusal), over);
            return new Closing(WebSocketCloseStatus.InternalServerError, "The session cannot be followed right now; connect again.");
        }
    }

    private async Task<Closing> AccessAsync(IAsyncEnumerator<SocketNotice> access)
    {
        try
        {
            await access.MoveNextAsync();
        }
        catch (Exception failure)
        {
            // The place is no longer ours, and nobody knows whether the sign-in is still good.
            var (status, refusal) = Faults.Of(failure);
            outbox.Writer.TryWrite(Here(FrameErrors.Of(status, refusal)));
            return new Closing(WebSocketCloseStatus.InternalServerError, "The sign-in cannot be watched right now; connect again.");
        }

        var ended = access.Current is SocketRefused refused ? refused.Refusal : ChatHub.SignInEnded;
        outbox.Writer.TryWrite(Here(FrameErrors.Of(ended)));
        return new Closing(WebSocketCloseStatus.PolicyViolation, ended.Message);
    }

    /// <summary>Writes what waits as one, and never waits for more.</summary>
    private async Task WriteAsync(CancellationToken over)
    {
        try
        {
            while (await outbox.Reader.WaitToReadAsync(over))
            {
                using var buffer = PooledFrame.Rent();
                transport?.Hold();
                while (outbox.Reader.TryRead(out var frame))
                {
                    JsonSerializer.Serialize(buffer.Begin(), frame, ChatFrameJson.Wire.ChatFrame);
                    await socket.SendAsync(buffer.Written, WebSocketMessageType.Text, endOfMessage: true, over);
                }

                if (transport is not null) await transport.ReleaseAsync(over);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The client is gone; its reader says so too.
        }
    }

    private async Task<Closing> ReadAsync(CancellationToken over)
    {
        using var frames = new IncomingFrames(socket, MaxFrameBytes);
        try
        {
            while (true)
            {
                switch (await frames.ReceiveAsync(over))
                {
                    case WebSocketMessageType.Close:
                        return Closing.ByClient;
                    case null:
                        await TryTellAsync(FrameErrors.Of(TooLarge), over);
                        return new Closing(WebSocketCloseStatus.MessageTooBig, TooLarge.Message);
                    case WebSocketMessageType.Binary:
                        await TryTellAsync(FrameErrors.Of(NotText), over);
                        return new Closing(WebSocketCloseStatus.InvalidMessageType, NotText.Message);
                    default:
                        await ObeyAsync(frames, over);
                        break;
                }
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            return Closing.Gone;
        }
    }

    private async Task ObeyAsync(IncomingFrames frames, CancellationToken over)
    {
        var parsed = Body.Parse<ClientFrame>(frames.Bytes.Span, MarketplaceSurface.Surface.Json);
        frames.Release();
        if (parsed.IsRefused(out var malformed, out var frame))
        {
            await TryTellAsync(FrameErrors.Of(malformed), over);
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
        if (answer is not null) await TryTellAsync(answer, over);
    }

    private async Task<ChatFrame?> SendAsync(ClientFrame frame, CancellationToken over)
    {
        try
        {
            if (AttachmentIds.Read(frame.Attachments).IsRefused(out var malformed, out var files))
                return FrameErrors.Of(malformed) with { ClientMessageId = frame.ClientMessageId };

            var command = new SendChatMessage(caller.UserId, frame.ClientMessageId ?? Guid.NewGuid().ToString("N"), frame.Content ?? "") { Attachments = files };
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
    private async Task TryTellAsync(ChatFrame frame, CancellationToken over)
    {
        try
        {
            await outbox.Writer.WriteAsync(Here(frame), over);
        }
        catch (ChannelClosedException)
        {
            // The socket is closing already and says why.
        }
    }

    private ChatFrame Here(ChatFrame frame) => frame with { Seq = told.Seq, Epoch = told.Epoch };

    private async Task CloseAsync(Closing closing, Task reading, CancellationToken aborted)
    {
        if (closing.Status is not { } status || socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        try
        {
            if (reading.IsCompleted)
            {
                // Nobody reads any more: what the client still sends is thrown away until it closes too, so that it gets to hear why.
                await socket.CloseAsync(status, closing.Reason, aborted).WaitAsync(CloseTimeout, aborted);
                return;
            }

            await socket.CloseOutputAsync(status, closing.Reason, aborted).WaitAsync(CloseTimeout, aborted);
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
    }
}
