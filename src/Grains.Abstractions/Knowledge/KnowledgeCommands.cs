using System.Collections.Immutable;

namespace Grains.Knowledge;

/// <summary>What the uploader says of a document.</summary>
/// <param name="Title">1 to 300 characters.</param>
/// <param name="Description">At most 2,000 characters.</param>
/// <param name="Category">At most 100 characters; null for none.</param>
/// <param name="Tags">At most 50 of at most 100 characters.</param>
[GenerateSerializer, Immutable, Alias("knowledge.document-label")]
public sealed record DocumentLabel(
    [property: Id(0)] string Title,
    [property: Id(1)] string Description,
    [property: Id(2)] string? Category,
    [property: Id(3)] ImmutableArray<string> Tags);

/// <param name="File">What <see cref="IDocumentUploads"/> saved.</param>
/// <param name="IdempotencyKey">Names the upload, so that a repeat is not a second document; null for none; at most 200 characters.</param>
[GenerateSerializer, Immutable, Alias("knowledge.add-file")]
public sealed record AddFile(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] DocumentLabel Label,
    [property: Id(2)] SavedUpload File,
    [property: Id(3)] string? IdempotencyKey);

/// <param name="Content">1 to 1,000,000 characters.</param>
/// <param name="IdempotencyKey">As in <see cref="AddFile"/>.</param>
[GenerateSerializer, Immutable, Alias("knowledge.add-text")]
public sealed record AddText(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] DocumentLabel Label,
    [property: Id(2)] string Content,
    [property: Id(3)] string? IdempotencyKey);

/// <param name="Url">Absolute, http or https, at most 2,048 characters.</param>
/// <param name="ScrapeDepth">1 to 5: 1 for the page alone, 2 for those that it links to as well, and so on; on the same host.</param>
/// <param name="IncludeLinks">Whether the text keeps where its links lead.</param>
/// <param name="IdempotencyKey">As in <see cref="AddFile"/>.</param>
[GenerateSerializer, Immutable, Alias("knowledge.add-url")]
public sealed record AddUrl(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] DocumentLabel Label,
    [property: Id(2)] string Url,
    [property: Id(3)] int ScrapeDepth,
    [property: Id(4)] bool IncludeLinks,
    [property: Id(5)] string? IdempotencyKey);

[GenerateSerializer, Immutable, Alias("knowledge.delete-document")]
public sealed record DeleteDocument([property: Id(0)] Guid UserId, [property: Id(1)] Guid DocumentId);

/// <summary>A step of a document's ingestion that has been taken.</summary>
/// <param name="Generation">Of the chunks that the ingestion makes.</param>
[GenerateSerializer, Immutable, Alias("knowledge.report-ingestion")]
public sealed record ReportIngestion(
    [property: Id(0)] Guid DocumentId,
    [property: Id(1)] string Generation,
    [property: Id(2)] IngestionStep Step)
{
    /// <summary>With <see cref="IngestionStep.Extracted"/>.</summary>
    [Id(3)] public int PageCount { get; init; }

    /// <summary>With <see cref="IngestionStep.Completed"/>.</summary>
    [Id(4)] public int ChunkCount { get; init; }

    /// <summary>With <see cref="IngestionStep.Failed"/>: a stable code.</summary>
    [Id(5)] public string? ErrorCode { get; init; }

    /// <summary>With <see cref="IngestionStep.Failed"/>: a sentence for the uploader.</summary>
    [Id(6)] public string? Error { get; init; }

    /// <summary>With <see cref="IngestionStep.Extracted"/> of a URL: what was read.</summary>
    [Id(7)] public ImmutableArray<WebPage> WebPages { get; init; } = [];

    /// <summary>With <see cref="IngestionStep.Extracted"/> of a URL: bytes of the text that was read, which the quota counts.</summary>
    [Id(8)] public long? FileSize { get; init; }
}

/// <summary>How far a document has come; each step is durable before the next begins.</summary>
[GenerateSerializer, Alias("knowledge.ingestion-step")]
public enum IngestionStep
{
    /// <summary>The file is kept.</summary>
    Stored = 0,

    /// <summary>Its text is kept.</summary>
    Extracted = 1,

    /// <summary>Its chunks can be found.</summary>
    Completed = 2,

    /// <summary>It cannot be used; its error says why.</summary>
    Failed = 3,

    /// <summary>Its ending is in the log; what became of it stays as it is.</summary>
    Announced = 4,
}
