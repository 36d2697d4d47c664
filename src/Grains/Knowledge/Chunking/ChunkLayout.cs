namespace Grains.Knowledge.Chunking;

/// <summary>How documents are cut.</summary>
/// <param name="Size">Characters that a chunk has at most.</param>
/// <param name="Overlap">Characters that a chunk repeats of the one before at most, in whole sentences.</param>
internal readonly record struct ChunkLayout(int Size, int Overlap);
