using Grains.Knowledge;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>GET /api/v1/clones/{clone_id}/knowledge/stats: how much the clone knows; categories count chunks.</summary>
internal sealed class GetKnowledgeStats : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/clones/{cloneId:guid}/knowledge/stats", HandleAsync);

    private static async Task<Results<Ok<KnowledgeStatsResponse>, Refused>> HandleAsync(
        Guid cloneId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var found = await grains.KnowledgeBase(cloneId).GetStatsAsync(caller.UserId, cancel);
        return found.ToOk(KnowledgeStatsResponse.From);
    }
}

internal sealed record KnowledgeStatsResponse(
    int TotalDocuments,
    int TotalChunks,
    double StorageUsedMb,
    int ProcessingQueue,
    DateTimeOffset? LastUpdated,
    IReadOnlyDictionary<string, int> Categories)
{
    public static KnowledgeStatsResponse From(KnowledgeStatsView stats) => new(
        stats.TotalDocuments, stats.TotalChunks, Megabytes.Of(stats.StorageBytes), stats.ProcessingQueue, stats.LastUpdated, stats.Categories);
}
