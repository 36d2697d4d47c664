using Grains.Clones;
using Grains.Knowledge.Chunking;
using Grains.Providers.Embeddings;

namespace Grains.Knowledge;

/// <summary>How a clone's settings cut and embed its documents.</summary>
internal sealed record IngestionPlan(ChunkLayout Layout, EmbeddingModel Model, string ModelName)
{
    /// <summary>
    /// Names the chunks that this plan makes. Two plans with the same name make the same ones; the first number changes
    /// whenever the way of cutting does.
    /// </summary>
    public string Generation => FormattableString.Invariant($"1|{Layout.Size}|{Layout.Overlap}|{Model.Space}");

    public static IngestionPlan Of(RagSettings rag, EmbeddingModels models) =>
        new(new ChunkLayout(rag.ChunkSize, rag.ChunkOverlap), models.Find(rag.EmbeddingModel), rag.EmbeddingModel);

    /// <summary>The vector space that a generation's name tells of.</summary>
    public static string SpaceOf(string generation) => generation[(generation.LastIndexOf('|') + 1)..];

    public DriveIngestion ToCommand(Guid cloneId) => new(cloneId, Generation, Layout.Size, Layout.Overlap, ModelName);
}
