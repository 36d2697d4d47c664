using System.Text.Json.Serialization;
using Grains.Chat;
using Grains.Knowledge;
using Grains.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>
/// POST /api/v1/clones/{clone_id}/rag/test: answers a question the way a session would, with the clone's settings as they are now. It costs the
/// owner nothing; <c>debug_info</c> comes with <c>debug_mode</c> alone.
/// </summary>
internal sealed class TestRag : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapPost("/clones/{cloneId:guid}/rag/test", HandleAsync).CountsIn(LimitNames.MarketplaceRagTests);

    private static async Task<Results<Ok<RagTestResponse>, Refused>> HandleAsync(
        Guid cloneId, Body<RagTestRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var query = check.Text(body.Value.TestQuery, "test_query", 1, 32_768);
        if (check.Refusal is { } refusal) return new Refused(refusal);

        var tested = await grains.RagTest(cloneId).RunAsync(new RunRagTest(caller.UserId, query), cancel);
        return tested.ToOk(view => RagTestResponse.From(view, body.Value.DebugMode ?? false));
    }
}

/// <param name="DebugMode">Whether the answer tells what it took; default false.</param>
internal sealed record RagTestRequest(string? TestQuery, bool? DebugMode);

internal sealed record RagTestResponse(
    string Response,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RagDebugInfo? DebugInfo,
    IReadOnlyList<RetrievedChunk> RetrievedChunks)
{
    public static RagTestResponse From(RagTestView view, bool debug) => new(
        view.Answer, debug ? RagDebugInfo.From(view) : null, [.. view.Retrieved.Select(RetrievedChunk.From)]);
}

/// <summary>What a test took. Times are measured, to a tenth of a millisecond; <c>model</c>, tokens and <c>finish_reason</c> are additions.</summary>
/// <param name="ContextLength">Characters of the passages that the model was given.</param>
/// <param name="SourcesUsed">Titles of what the answer quotes; of all passages where the model does not say.</param>
internal sealed record RagDebugInfo(
    int RetrievedChunks,
    double ProcessingTimeMs,
    double EmbeddingTimeMs,
    double SearchTimeMs,
    double GenerationTimeMs,
    int ContextLength,
    IReadOnlyList<string> SourcesUsed,
    string Model,
    int InputTokens,
    int OutputTokens,
    string FinishReason)
{
    public static RagDebugInfo From(RagTestView view) => new(
        view.Retrieved.Length,
        Milliseconds(view.ProcessingTime),
        Milliseconds(view.EmbeddingTime),
        Milliseconds(view.SearchTime),
        Milliseconds(view.GenerationTime),
        view.ContextLength,
        [.. view.Sources.Select(static source => source.Title).Distinct(StringComparer.Ordinal)],
        view.Model,
        view.InputTokens,
        view.OutputTokens,
        view.FinishReason);

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);
}

/// <param name="Source">The document, and where in it.</param>
internal sealed record RetrievedChunk(string Content, double SimilarityScore, string Source)
{
    public static RetrievedChunk From(Passage passage) => new(passage.Text, passage.Score, SourceOf(passage));

    private static string SourceOf(Passage passage)
    {
        var place = passage.Section ?? (passage.Page is { } page ? FormattableString.Invariant($"p. {page}") : passage.Url);
        return place is null || place == passage.DocumentTitle ? passage.DocumentTitle : $"{passage.DocumentTitle} - {place}";
    }
}
