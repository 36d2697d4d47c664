namespace Grains.Clones;

/// <summary>What a new clone starts with.</summary>
internal static class DefaultRag
{
    /// <summary>Needs no key. A threshold of 0.3 lies between what unrelated questions score (below 0.25) and good hits (above 0.5).</summary>
    public static RagSettings With(string embeddingModel) => new(
        ChunkSize: 1_000,
        ChunkOverlap: 200,
        SimilarityThreshold: 0.3,
        MaxContextLength: 8_000,
        EmbeddingModel: embeddingModel,
        ResponseModel: "embedded",
        Temperature: 0.7,
        MaxTokens: 1_000);
}
