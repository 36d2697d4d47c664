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

/// <param name="FileType"><c>pdf</c>, <c>docx</c>, <c>txt</c>, <c>md</c>, or <c>url</c> for what was read from the web.</param>
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
    [property: Id(12)] string? Error)
{
    /// <summary>Of a document that was read from the web; null for others.</summary>
    [Id(13)]
    public WebSource? Web { get; init; }
}

/// <summary>Where a document was read from.</summary>
/// <param name="Url">As it was given.</param>
/// <param name="ScrapeDepth">1 for the page alone.</param>
/// <param name="IncludeLinks">Whether the text keeps where its links lead.</param>
/// <param name="Pages">What was read, the given page first; empty before that.</param>
[GenerateSerializer, Immutable, Alias("knowledge.web-source")]
public sealed record WebSource(
    [property: Id(0)] string Url,
    [property: Id(1)] int ScrapeDepth,
    [property: Id(2)] bool IncludeLinks,
    [property: Id(3)] ImmutableArray<WebPage> Pages);

/// <summary>One page of the web, or one file there.</summary>
/// <param name="Url">Its canonical address.</param>
/// <param name="FirstPage">The number that its first page has in the document, counted over all that was read; from 1.</param>
/// <param name="PageCount">1 for a web page; a PDF has its own.</param>
/// <param name="IsPaged">Whether its pages are pages to a reader, as those of a PDF are.</param>
[GenerateSerializer, Immutable, Alias("knowledge.web-page")]
public sealed record WebPage(
    [property: Id(0)] string Url,
    [property: Id(1)] string Title,
    [property: Id(2)] int FirstPage,
    [property: Id(3)] int PageCount,
    [property: Id(4)] bool IsPaged);

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
