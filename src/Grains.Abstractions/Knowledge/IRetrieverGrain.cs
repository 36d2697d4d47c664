using Grains.Outcomes;
using System.Collections.Immutable;

namespace Grains.Knowledge;

/// <summary>
/// Searches one clone's knowledge: BM25 and vectors, fused. A pool of workers per silo over an immutable index in memory; a
/// warm search reads no database. It sees the clone of its key and no other.
/// </summary>
[Alias("knowledge.retriever")]
public interface IRetrieverGrain : IGrainWithStringKey
{
    /// <summary>The best passages, best first, never of a deleted document.</summary>
    [Alias("search"), Repeatable]
    Task<RetrievalView> SearchAsync(SearchKnowledge query, CancellationToken cancel);
}

/// <param name="Query">At most 32,000 characters; longer queries are cut.</param>
/// <param name="Limit">1 to 100 passages.</param>
/// <param name="Threshold">0 to 1: passages with a lower score are dropped.</param>
[GenerateSerializer, Immutable, Alias("knowledge.search")]
public sealed record SearchKnowledge(
    [property: Id(0)] string Query,
    [property: Id(1)] int Limit,
    [property: Id(2)] double Threshold);

[GenerateSerializer, Immutable, Alias("knowledge.retrieval-view")]
public sealed record RetrievalView(
    [property: Id(0)] ImmutableArray<Passage> Passages,
    [property: Id(1)] TimeSpan EmbeddingTime,
    [property: Id(2)] TimeSpan SearchTime)
{
    /// <summary>The clone was deleted: there is nothing to search, and there will not be.</summary>
    [Id(3)]
    public bool IsGone { get; init; }
}

/// <summary>A chunk that a search found.</summary>
/// <param name="Score">0 to 1.</param>
/// <param name="Page">1-based; null where the document has no pages.</param>
[GenerateSerializer, Immutable, Alias("knowledge.passage")]
public sealed record Passage(
    [property: Id(0)] Guid ChunkId,
    [property: Id(1)] Guid DocumentId,
    [property: Id(2)] string DocumentTitle,
    [property: Id(3)] int? Page,
    [property: Id(4)] string? Section,
    [property: Id(5)] string Text,
    [property: Id(6)] double Score,
    [property: Id(7)] string? Category,
    [property: Id(8)] ImmutableArray<string> Tags)
{
    /// <summary>The page of the web that it stands on; null where it is from none. The title is that page's then.</summary>
    [Id(9)]
    public string? Url { get; init; }

    /// <summary>Whether it is of a file that the user sent with a message; the document's id is the attachment's then.</summary>
    [Id(10)]
    public bool IsAttachment { get; init; }
}
