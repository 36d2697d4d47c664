namespace Grains.Knowledge;

/// <summary>Turns one document into chunks that can be found. Each step is durable before the next, and none does harm twice.</summary>
[Alias("knowledge.ingestion")]
public interface IDocumentIngestionGrain : IGrainWithStringKey
{
    /// <summary>
    /// Sees to it that the document is being ingested, and answers at once. Harmless while that very ingestion runs; one with other
    /// settings is given up for this.
    /// </summary>
    [Alias("drive")]
    Task DriveAsync(DriveIngestion command, CancellationToken cancel);

    /// <summary>The document was deleted: gives up.</summary>
    [Alias("stop")]
    Task StopAsync(CancellationToken cancel);
}

/// <param name="Generation">Names the chunks: made of the settings below, so that the same settings give the same chunks.</param>
/// <param name="ChunkSize">As in the clone's settings.</param>
/// <param name="ChunkOverlap">As in the clone's settings.</param>
/// <param name="EmbeddingModel">The name that the clone's settings give.</param>
[GenerateSerializer, Immutable, Alias("knowledge.drive-ingestion")]
public sealed record DriveIngestion(
    [property: Id(0)] Guid CloneId,
    [property: Id(1)] string Generation,
    [property: Id(2)] int ChunkSize,
    [property: Id(3)] int ChunkOverlap,
    [property: Id(4)] string EmbeddingModel);
