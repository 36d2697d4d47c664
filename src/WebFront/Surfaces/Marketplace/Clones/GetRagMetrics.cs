using Grains.Chat;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>GET /api/v1/clones/{clone_id}/rag/metrics: how well the clone's knowledge serves its sessions; every figure from what happened in them.</summary>
internal sealed class GetRagMetrics : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/clones/{cloneId:guid}/rag/metrics", HandleAsync);

    private static async Task<Results<Ok<RagMetricsResponse>, Refused>> HandleAsync(
        Guid cloneId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var measured = await grains.RagMetrics(cloneId).GetAsync(caller.UserId, cancel);
        return measured.ToOk(RagMetricsResponse.From);
    }
}

/// <summary>Each figure is 0 while there is nothing to measure.</summary>
/// <param name="RetrievalAccuracy">0 to 1: of the questions for which something was found, those whose answer cites it and whose session was not rated 1 or 2.</param>
/// <param name="ContextUtilization">0 to 1: of the passages that models were given, those that answers cite.</param>
/// <param name="SourceDiversity">0 to 1: how likely two citations are of different documents.</param>
/// <param name="UserSatisfaction">The mean rating of sessions, 1 to 5.</param>
internal sealed record RagMetricsResponse(
    double RetrievalAccuracy,
    double AverageResponseTimeMs,
    double ContextUtilization,
    double SourceDiversity,
    double UserSatisfaction,
    long TotalQueries,
    long SuccessfulRetrievals)
{
    public static RagMetricsResponse From(RagMetricsView view) => new(
        Math.Round(view.Accuracy, 4),
        Math.Round(view.AverageResponseMs, 1),
        Math.Round(view.ContextUtilization, 4),
        Math.Round(view.SourceDiversity, 4),
        Math.Round(view.UserSatisfaction, 2),
        view.Queries,
        view.Retrievals);
}
