using Grains.Knowledge.Retrieval;
using Grains.Providers.Embeddings;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Grains.Knowledge;

/// <summary>
/// Searches the silo's index of one clone. It asks the knowledge base for the version first, so that what was deleted before
/// the search began is never found, whichever silo the search runs on.
/// </summary>
[StatelessWorker]
internal sealed partial class RetrieverGrain(KnowledgeIndexCache cache, TimeProvider clock, ILogger<RetrieverGrain> logger)
    : Grain, IRetrieverGrain
{
    private const string KeyPrefix = "retriever-";
    private const int MaxQuery = 32_000;
    private const int MaxLimit = 100;

    /// <summary>Without a vector of the question only its words count.</summary>
    private static readonly ScoreCalibration WordsOnly = new(0, 1, 0);

    private Guid CloneId => Guid.ParseExact(this.GetPrimaryKeyString().AsSpan(KeyPrefix.Length), "N");

    public async Task<RetrievalView> SearchAsync(SearchKnowledge query, CancellationToken cancel)
    {
        var version = await GrainFactory.KnowledgeBase(CloneId).GetVersionAsync(cancel);
        if (version == IKnowledgeBaseGrain.Gone) return new RetrievalView([], TimeSpan.Zero, TimeSpan.Zero) { IsGone = true };
        var loaded = await cache.GetAsync(CloneId, version, cancel);
        if (loaded.Index.Count == 0) return new RetrievalView([], TimeSpan.Zero, TimeSpan.Zero);
        var text = query.Query.Length > MaxQuery ? query.Query[..MaxQuery] : query.Query;

        var start = clock.GetTimestamp();
        var vector = await EmbedAsync(loaded.Model, text, cancel);
        var embedded = clock.GetTimestamp();
        var fusion = new ScoreFusion(vector is null ? WordsOnly : loaded.Model!.Calibration);
        var limit = Math.Clamp(query.Limit, 1, MaxLimit);
        var found = loaded.Index.Search(new KnowledgeQuery(text, vector ?? ReadOnlyMemory<float>.Empty, fusion, limit, query.Threshold));
        var searched = clock.GetTimestamp();
        return new RetrievalView([.. found.Select(ToPassage)], clock.GetElapsedTime(start, embedded), clock.GetElapsedTime(embedded, searched));
    }

    /// <summary>Null where no model can embed it now.</summary>
    private async Task<ReadOnlyMemory<float>?> EmbedAsync(EmbeddingModel? model, string text, CancellationToken cancel)
    {
        if (model is null)
            return null;

        try
        {
            return (await model.EmbedAsync([text], cancel))[0];
        }
        catch (EmbeddingFailedException failure)
        {
            LogWordsOnly(failure, CloneId);
            return null;
        }
    }

    private static Passage ToPassage(ScoredChunk hit) => new(
        hit.Chunk.ChunkId,
        hit.Chunk.DocumentId,
        hit.Chunk.DocumentTitle,
        hit.Chunk.Page,
        hit.Chunk.Section,
        hit.Chunk.Text,
        Math.Round(hit.Score, 4),
        hit.Chunk.Category,
        hit.Chunk.Tags.IsDefault ? [] : hit.Chunk.Tags)
    {
        Url = hit.Chunk.Url,
    };

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "A search in clone {CloneId} goes by words alone.")]
    private partial void LogWordsOnly(Exception failure, Guid cloneId);
}
