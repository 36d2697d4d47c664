using System.Collections.Immutable;

namespace Grains.Knowledge;

/// <param name="MaxBytes">The longest file that would be taken now.</param>
[GenerateSerializer, Immutable, Alias("knowledge.upload-allowance")]
public sealed record UploadAllowance([property: Id(0)] long MaxBytes);

[GenerateSerializer, Alias("knowledge.document-status")]
public enum DocumentStatus
{
    Processing = 0,
    Completed = 1,
    Failed = 2,
}

/// <param name="FileType"><c>pdf</c>, <c>docx</c>, <c>txt</c> or <c>md</c>.</param>
/// <param name="FileSize">In bytes.</param>
/// <param name="PageCount">0 while unknown and where the format has no pages.</param>
/// <param name="ChunkCount">That can be found now.</param>
/// <param name="EstimatedCompletion">While processing; null afterwards.</param>
/// <param name="Error">For the uploader, where it failed.</param>
[GenerateSerializer, Immutable, Alias("knowledge.document-view")]
public sealed record DocumentView(
    [property: Id(0)] Guid DocumentId,
    [property: Id(1)] Guid CloneId,
    [property: Id(2)] DocumentLabel Label,
    [property: Id(3)] string FileName,
    [property: Id(4)] string FileType,
    [property: Id(5)] long FileSize,
    [property: Id(6)] DocumentStatus Status,
    [property: Id(7)] int PageCount,
    [property: Id(8)] int ChunkCount,
    [property: Id(9)] DateTimeOffset UploadedAt,
    [property: Id(10)] DateTimeOffset? EstimatedCompletion,
    [property: Id(11)] string? ErrorCode,
    [property: Id(12)] string? Error);

/// <param name="Documents">Newest first.</param>
[GenerateSerializer, Immutable, Alias("knowledge.document-list-view")]
public sealed record DocumentListView(
    [property: Id(0)] ImmutableArray<DocumentView> Documents,
    [property: Id(1)] int TotalChunks,
    [property: Id(2)] long StorageBytes);

/// <param name="ProcessingQueue">Documents that are not completed or failed.</param>
/// <param name="LastUpdated">Null where there was never a document.</param>
/// <param name="Categories">Chunks by the category of their document; <c>other</c> for those without one.</param>
[GenerateSerializer, Immutable, Alias("knowledge.stats-view")]
public sealed record KnowledgeStatsView(
    [property: Id(0)] int TotalDocuments,
    [property: Id(1)] int TotalChunks,
    [property: Id(2)] long StorageBytes,
    [property: Id(3)] int ProcessingQueue,
    [property: Id(4)] DateTimeOffset? LastUpdated,
    [property: Id(5)] ImmutableDictionary<string, int> Categories);
