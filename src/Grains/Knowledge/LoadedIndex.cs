using Grains.Knowledge.Retrieval;
using Grains.Providers.Embeddings;

namespace Grains.Knowledge;

/// <summary>One document's share of an index, kept for the next version.</summary>
internal sealed record IndexPart(Guid DocumentId, string Generation, IReadOnlyList<IndexedChunk> Chunks, IReadOnlyList<TermCounts> Terms)
{
    public static IndexPart Of(DocumentRecord document, IReadOnlyList<IndexedChunk> chunks)
    {
        var pool = new HashSet<string>(StringComparer.Ordinal);
        return new IndexPart(
            document.DocumentId,
            document.Generation ?? throw new InvalidOperationException("A document without a generation cannot be found."),
            chunks,
            [.. chunks.Select(chunk => TermCounts.Of(ChunkText.ForSearch(chunk.Text, chunk.Section), pool))]);
    }
}

/// <summary>An index with the model that its vectors are of.</summary>
/// <param name="Model">Null where no configured model made any of them: only words are searched then.</param>
/// <param name="Bytes">What it takes in memory, roughly.</param>
internal sealed record LoadedIndex(KnowledgeIndex Index, EmbeddingModel? Model, IReadOnlyList<IndexPart> Parts, long Bytes)
{
    /// <summary>Terms, postings and object headers of a chunk beside its text and vector.</summary>
    private const int ChunkOverhead = 4_000;

    public static LoadedIndex Of(long version, IReadOnlyList<IndexPart> parts, EmbeddingModels models)
    {
        // While documents are being embedded anew there are two spaces: the one with more chunks is searched.
        var space = parts
            .GroupBy(static part => IngestionPlan.SpaceOf(part.Generation), StringComparer.Ordinal)
            .OrderByDescending(static group => group.Sum(static part => part.Chunks.Count))
            .FirstOrDefault(group => models.FindSpace(group.Key) is not null)?.Key;
        var chunks = parts
            .SelectMany(part => IngestionPlan.SpaceOf(part.Generation) == space
                ? part.Chunks
                : part.Chunks.Select(static chunk => chunk with { Vector = null }))
            .ToList();
        var terms = parts.SelectMany(static part => part.Terms).ToList();
        var dimensions = chunks.Find(static chunk => chunk.Vector is not null)?.Vector?.Length ?? 0;
        var index = KnowledgeIndex.Build(version, chunks, terms, dimensions);
        var bytes = chunks.Sum(chunk => (2L * chunk.Text.Length) + (8L * dimensions) + ChunkOverhead);
        return new LoadedIndex(index, space is null ? null : models.FindSpace(space), parts, bytes);
    }
}
