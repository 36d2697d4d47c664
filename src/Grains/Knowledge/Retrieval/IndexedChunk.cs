using System.Collections.Immutable;

namespace Grains.Knowledge.Retrieval;

/// <summary>A chunk as the index holds it.</summary>
/// <param name="Vector">Of length one; null where it was made by another model than the index searches with.</param>
internal sealed record IndexedChunk(
    Guid ChunkId,
    Guid DocumentId,
    string DocumentTitle,
    int? Page,
    string? Section,
    string Text,
    string? Category,
    ImmutableArray<string> Tags,
    ReadOnlyMemory<float>? Vector)
{
    /// <summary>The page of the web that it stands on; null where it is from none.</summary>
    public string? Url { get; init; }
}
