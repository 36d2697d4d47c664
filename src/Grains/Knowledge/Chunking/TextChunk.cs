namespace Grains.Knowledge.Chunking;

/// <summary>A piece of a document that is searched and quoted as one.</summary>
/// <param name="Ordinal">0-based, in reading order.</param>
/// <param name="Page">Where most of its new text stands; null where the format has no pages.</param>
/// <param name="Section">The heading above it.</param>
internal sealed record TextChunk(int Ordinal, string Text, int? Page, string? Section);
