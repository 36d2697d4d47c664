using System.Net.WebSockets;
using Grains.Chat;
using Grains.Limits;
using Grains.Outcomes;
using Microsoft.AspNetCore.Http.Features;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace;

namespace WebFront.Realtime;

/// <summary>
/// GET /ws/sessions/{sessionId}: the document's WebSocket. Additive: <c>after</c> (and <c>epoch</c>, <c>offset</c>) say where a client that
/// reconnects left off. What it needs it has from the start: a request's own scope of services would stay for as long as the socket.
/// </summary>
internal sealed class ChatSocketEndpoint(IGrainFactory grains, TimeProvider clock, IHostApplicationLifetime host)
{
    private static readonly Refusal NoUpgrade =
        Refusal.Invalid("socket.upgrade", "Upgrade", "This address is a WebSocket; ask for an upgrade.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/ws/sessions/{sessionId:guid}", new ChatSocketEndpoint(
            routes.ServiceProvider.GetRequiredService<IGrainFactory>(),
            routes.ServiceProvider.GetRequiredService<TimeProvider>(),
            routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>()).HandleAsync)
        .OnSurface(MarketplaceSurface.Surface)
        .AcceptsTokenInQuery()
        .ExcludeFromDescription();

    private async Task<IResult> HandleAsync(
        Guid sessionId, Caller caller, HttpContext context, long after = 0, long epoch = 0, int offset = 0)
    {
        if (!context.WebSockets.IsWebSocketRequest) return new Refused(NoUpgrade);
        var session = grains.ChatSession(sessionId);
        var found = await session.GetAsync(caller.UserId, context.RequestAborted);
        if (found.IsRefused(out var refusal, out var view)) return new Refused(refusal);
        if (after < 0 || after > view.LastSeq || offset < 0)
            return new Refused(Refusal.Invalid("socket.after", "after", $"A number from 0 to {view.LastSeq} is required; reload the session."));

        var aborted = context.RequestAborted;
        var over = new CancellationTokenSource();
        var hold = new SocketHold(grains.UserLimits(caller.UserId), new HoldSocket(caller.SignInId), clock, over.Token);
        WebSocket? socket = null;
        try
        {
            if (await hold.TakeAsync() is { } full) return new Refused(full);
            socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
            {
                KeepAliveInterval = TimeSpan.FromSeconds(15),
                KeepAliveTimeout = TimeSpan.FromSeconds(15),
            });
        }
        finally
        {
            if (socket is null)
            {
                await hold.DisposeAsync();
                over.Dispose();
            }
        }

        var from = new WatchChatSession(caller.UserId, after, epoch, offset, Live: true);
        var transport = (context.Features.Get<IHttpUpgradeFeature>() as HeldUpgrade)?.Stream;
        var feed = new SessionFeed(session, from, clock, host, over.Token);
        context.Features.Set<IOpenSocket>(new ChatSocket(new FrameWriter(socket, transport), socket, feed, hold, session, caller, grains, (after, epoch), over, aborted));
        return Results.Empty;
    }
}
