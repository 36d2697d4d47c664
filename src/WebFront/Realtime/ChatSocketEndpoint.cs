using Grains.Chat;
using Grains.Limits;
using Grains.Outcomes;
using Microsoft.AspNetCore.Http.Features;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace;

namespace WebFront.Realtime;

/// <summary>
/// GET /ws/sessions/{sessionId}: the document's WebSocket. Additive: <c>after</c> (and <c>epoch</c>, <c>offset</c>) say where a client that
/// reconnects left off.
/// </summary>
internal static class ChatSocketEndpoint
{
    private static readonly Refusal NoUpgrade =
        Refusal.Invalid("socket.upgrade", "Upgrade", "This address is a WebSocket; ask for an upgrade.");

    public static void MapChatSocket(this IEndpointRouteBuilder routes) => routes
        .MapGet("/ws/sessions/{sessionId:guid}", HandleAsync)
        .OnSurface(MarketplaceSurface.Surface)
        .AcceptsTokenInQuery()
        .ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(
        Guid sessionId, Caller caller, HttpContext context, IGrainFactory grains, SessionFeed feed, SocketHold hold,
        long after = 0, long epoch = 0, int offset = 0)
    {
        if (!context.WebSockets.IsWebSocketRequest) return new Refused(NoUpgrade);
        var session = grains.ChatSession(sessionId);
        var found = await session.GetAsync(caller.UserId, context.RequestAborted);
        if (found.IsRefused(out var refusal, out var view)) return new Refused(refusal);
        if (after < 0 || after > view.LastSeq || offset < 0)
            return new Refused(Refusal.Invalid("socket.after", "after", $"A number from 0 to {view.LastSeq} is required; reload the session."));

        var aborted = context.RequestAborted;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        await using var access = hold.HoldAsync(grains.UserLimits(caller.UserId), new HoldSocket(caller.SignInId), over.Token).GetAsyncEnumerator(over.Token);
        if (!await access.MoveNextAsync()) return new Refused(ChatHub.SignInEnded);
        if (access.Current is SocketRefused refused) return new Refused(refused.Refusal);

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            KeepAliveInterval = TimeSpan.FromSeconds(15),
            KeepAliveTimeout = TimeSpan.FromSeconds(15),
        });
        var from = new WatchChatSession(caller.UserId, after, epoch, offset, Live: true);
        var frames = feed.FramesAsync(session, from, over.Token);
        // A socket lives long, and the token that it was asked for with is needed no more.
        context.Request.Headers.Authorization = default;
        var transport = (context.Features.Get<IHttpUpgradeFeature>() as HeldUpgrade)?.Stream;
        await new ChatSocket(socket, transport, session, from, caller, grains).RunAsync(frames, access, over, aborted);
        return Results.Empty;
    }
}
