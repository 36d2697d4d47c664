using Grains.Clones;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>The RAG configuration; in an update, what is missing stays.</summary>
internal sealed record RagConfigBody(
    int? ChunkSize,
    int? ChunkOverlap,
    double? SimilarityThreshold,
    int? MaxContextLength,
    string? EmbeddingModel,
    string? ResponseModel,
    double? Temperature,
    int? MaxTokens)
{
    public static RagConfigBody From(RagSettings rag) => new(
        rag.ChunkSize,
        rag.ChunkOverlap,
        rag.SimilarityThreshold,
        rag.MaxContextLength,
        rag.EmbeddingModel,
        rag.ResponseModel,
        rag.Temperature,
        rag.MaxTokens);

    public RagChanges ToChanges() => new()
    {
        ChunkSize = ChunkSize,
        ChunkOverlap = ChunkOverlap,
        SimilarityThreshold = SimilarityThreshold,
        MaxContextLength = MaxContextLength,
        EmbeddingModel = EmbeddingModel,
        ResponseModel = ResponseModel,
        Temperature = Temperature,
        MaxTokens = MaxTokens,
    };
}
