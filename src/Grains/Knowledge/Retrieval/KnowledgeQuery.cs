namespace Grains.Knowledge.Retrieval;

/// <param name="Vector">Of the text, by the model of the index.</param>
/// <param name="Limit">1 to 100.</param>
/// <param name="Threshold">0 to 1.</param>
internal sealed record KnowledgeQuery(string Text, ReadOnlyMemory<float> Vector, ScoreFusion Fusion, int Limit, double Threshold)
{
    /// <summary>Distinct words of a query that count; later ones are passed over.</summary>
    public const int MaxTerms = 64;
}

internal sealed record ScoredChunk(IndexedChunk Chunk, double Score);
