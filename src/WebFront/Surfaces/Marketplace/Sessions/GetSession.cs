using Grains.Chat;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>GET /api/v1/sessions/{sessionId}: how a session stands.</summary>
internal sealed class GetSession : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/sessions/{sessionId:guid}", HandleAsync);

    private static async Task<Results<Ok<SessionResponse>, Refused>> HandleAsync(
        Guid sessionId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var outcome = await grains.ChatSession(sessionId).GetAsync(caller.UserId, cancel);
        return outcome.ToOk(SessionResponse.From);
    }
}
