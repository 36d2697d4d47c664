using Grains.Summaries;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>GET /api/v1/sessions/{sessionId}/summary: the summary that was made, with the user's remarks.</summary>
internal sealed class GetSummary : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/sessions/{sessionId:guid}/summary", HandleAsync);

    private static async Task<Results<Ok<SummaryResponse>, Refused>> HandleAsync(
        Guid sessionId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var found = await grains.Summary(sessionId).GetAsync(caller.UserId, cancel);
        return found.ToOk(SummaryResponse.From);
    }
}
