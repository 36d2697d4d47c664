using System.Runtime.CompilerServices;
using Grains.Chat;
using Grains.Limits;
using Grains.Outcomes;
using Microsoft.AspNetCore.SignalR;
using WebFront.Endpoints;

namespace WebFront.Realtime;

/// <summary>
/// The SignalR door, <c>/hubs/chat</c>: the same frames as the WebSocket, as a stream that a client asks for, and the same commands as
/// methods. A connection holds one of the caller's socket places.
/// </summary>
internal sealed partial class ChatHub(IGrainFactory grains, TimeProvider clock, IHostApplicationLifetime host, ILogger<ChatHub> log) : Hub
{
    public static readonly Refusal SignInEnded = new(RefusalKind.Unauthenticated, "auth.ended", "The sign-in has ended.");

    public override async Task OnConnectedAsync()
    {
        var caller = CallerOf();
        var hold = new SocketHold(grains.UserLimits(caller.UserId), new HoldSocket(caller.SignInId), clock, Context.ConnectionAborted);
        if (await TakeAsync(hold) is { } refusal)
        {
            await hold.DisposeAsync();
            LogRefused(caller.UserId, refusal.Code);
            throw new HubException($"{FrameErrors.Of(refusal).ErrorCode}: {refusal.Message}");
        }

        Context.Items[nameof(SocketHold)] = WatchAsync(hold, Context);
    }

    /// <summary>The session's frames after a sequence number, then live, until the session ends or the client leaves.</summary>
    public async IAsyncEnumerable<ChatFrame> Events(Guid sessionId, long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        var caller = CallerOf();
        var session = grains.ChatSession(sessionId);
        if ((await session.GetAsync(caller.UserId, cancel)).IsRefused(out var refusal, out var view))
        {
            yield return FrameErrors.Of(refusal);
            yield break;
        }

        var from = new WatchChatSession(caller.UserId, Math.Clamp(after, 0, view.LastSeq), 0, 0, Live: true);
        await using var feed = new SessionFeed(session, from, clock, host, cancel);
        while (true)
        {
            var isBroken = false;
            try
            {
                if (!await feed.MoveNextAsync()) yield break;
            }
            catch (Exception) when (feed.MayTryAgain())
            {
                isBroken = true;
            }

            if (isBroken || feed.Take() is not { } frames)
            {
                await feed.ReopenAsync();
                continue;
            }

            foreach (var frame in frames) yield return frame;
        }
    }

    /// <summary>Sends a message; its acceptance and answer come as frames. Null, or why not.</summary>
    public async Task<ChatFrame?> SendMessage(Guid sessionId, string? content, string? clientMessageId)
    {
        var caller = CallerOf();
        var command = new SendChatMessage(caller.UserId, clientMessageId ?? Guid.NewGuid().ToString("N"), content ?? "");
        var sent = await MessageDoor.AdmitAndSendAsync(grains, caller, grains.ChatSession(sessionId), command, Context.ConnectionAborted);
        return sent.IsRefused(out var refusal, out _) ? FrameErrors.Of(refusal) with { ClientMessageId = clientMessageId } : null;
    }

    /// <summary>Stops the answer that is running. Null, or why not.</summary>
    public async Task<ChatFrame?> Cancel(Guid sessionId)
    {
        var cancelled = await grains.ChatSession(sessionId).CancelAnswerAsync(new CancelAnswer(CallerOf().UserId), Context.ConnectionAborted);
        return cancelled.IsRefused(out var refusal, out _) ? FrameErrors.Of(refusal) : null;
    }

    private async Task<Refusal?> TakeAsync(SocketHold hold)
    {
        try
        {
            return await hold.TakeAsync();
        }
        catch (Exception failure) when (!Context.ConnectionAborted.IsCancellationRequested)
        {
            // SignalR's own line is switched off, see WebFrontHost.
            LogNotConnected(failure);
            throw;
        }
    }

    /// <summary>Keeps the place until the connection is gone, and ends the connection when the sign-in is revoked.</summary>
    private static async Task WatchAsync(SocketHold hold, HubCallerContext context)
    {
        await using (hold)
        {
            try
            {
                await hold.LostAsync();
            }
            catch (Exception) when (context.ConnectionAborted.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // Whatever ended the hold, the place is no longer this connection's.
            }

            context.Abort();
        }
    }

    [LoggerMessage(LogLevel.Information, "A connection of user {UserId} was refused: {Code}.")]
    private partial void LogRefused(Guid userId, string code);

    [LoggerMessage(LogLevel.Error, "A connection could not be taken.")]
    private partial void LogNotConnected(Exception failure);

    private Caller CallerOf() => Context.GetHttpContext() is { } http
        ? Caller.Of(http)
        : throw new HubException("AUTHENTICATION_REQUIRED: A valid access token is required.");
}
