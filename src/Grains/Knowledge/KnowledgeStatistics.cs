using System.Collections.Immutable;

namespace Grains.Knowledge;

/// <summary>Counts what a clone knows.</summary>
internal static class KnowledgeStatistics
{
    private const string OtherCategory = "other";

    /// <param name="indexedAt">When what can be found last changed; null where it never did.</param>
    public static KnowledgeStatsView Of(IEnumerable<DocumentRecord> documents, DateTimeOffset? indexedAt)
    {
        var all = documents.ToList();
        var categories = all
            .Where(static document => document.ChunkCount > 0)
            .GroupBy(static document => document.Label.Category?.Trim().ToLowerInvariant() ?? OtherCategory)
            .ToImmutableDictionary(static group => group.Key, static group => group.Sum(static document => document.ChunkCount));
        return new KnowledgeStatsView(
            all.Count,
            all.Sum(static document => document.ChunkCount),
            all.Sum(static document => document.FileSize),
            all.Count(static document => !document.IsFinished),
            all.Select(static document => (DateTimeOffset?)document.UploadedAt).Append(indexedAt).Max(),
            categories);
    }
}
