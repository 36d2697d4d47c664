using System.Diagnostics;
using System.Text.Json.Serialization;
using Grains.Clones;
using Grains.Knowledge;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using Commands = Grains.Knowledge;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>POST /api/v1/clones/{clone_id}/knowledge/search: what the clone would find for a question. It sees this clone and no other.</summary>
internal sealed class SearchKnowledge : IEndpoint
{
    private const int DefaultLimit = 10;

    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/clones/{cloneId:guid}/knowledge/search", HandleAsync);

    private static async Task<Results<Ok<SearchResponse>, Refused>> HandleAsync(
        Guid cloneId, Body<SearchRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        var check = new Check();
        var query = check.Text(body.Value.Query, "query", 1, 32_000);
        var limit = check.Range(body.Value.Limit, "limit", 1, 100) ?? DefaultLimit;
        var threshold = check.Range(body.Value.SimilarityThreshold, "similarity_threshold", 0, 1);
        if (check.Refusal is { } refusal) return new Refused(refusal);
        if ((await grains.Clone(cloneId).GetAsync(caller.UserId, cancel)).IsRefused(out var no, out var clone)) return new Refused(no);

        var wanted = new Commands.SearchKnowledge(query, limit, threshold ?? clone.Rag.SimilarityThreshold);
        var found = await grains.Retriever(cloneId).SearchAsync(wanted, cancel);
        var results = found.Passages.Select(passage => SearchResult.From(passage, body.Value.IncludeMetadata != false)).ToList();
        return TypedResults.Ok(new SearchResponse(results, Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 2), results.Count));
    }
}

internal sealed record SearchRequest(string? Query, int? Limit, double? SimilarityThreshold, bool? IncludeMetadata);

internal sealed record SearchResponse(IReadOnlyList<SearchResult> Results, double QueryTimeMs, int TotalResults);

internal sealed record SearchResult(
    Guid ChunkId,
    string Content,
    double SimilarityScore,
    SearchSource Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SearchMetadata? Metadata)
{
    public static SearchResult From(Passage passage, bool withMetadata) => new(
        passage.ChunkId,
        passage.Text,
        passage.Score,
        new SearchSource(passage.DocumentId, passage.DocumentTitle, passage.Page, passage.Section) { Url = passage.Url },
        withMetadata ? new SearchMetadata(passage.Category, passage.Tags) : null);
}

/// <param name="DocumentTitle">For what was read from the web, the page's.</param>
internal sealed record SearchSource(Guid DocumentId, string DocumentTitle, int? Page, string? Section)
{
    /// <summary>The page of the web that was quoted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }
}

internal sealed record SearchMetadata(string? Category, IReadOnlyList<string> Tags);
