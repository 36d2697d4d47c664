using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Knowledge;

/// <summary>
/// What one clone knows: its documents, their states and a version that grows with every change of what can be found. Only the
/// clone's owner gets an answer; anybody else, like for a clone that never was, gets not-found.
/// </summary>
[Alias("knowledge.base")]
public interface IKnowledgeBaseGrain : IGrainWithStringKey
{
    /// <summary>What <see cref="GetVersionAsync"/> says of a clone that was deleted or never was.</summary>
    const long Gone = -1;

    /// <summary>Says before an upload is read whether it could be kept.</summary>
    [Alias("check-upload"), Repeatable]
    Task<Outcome<UploadAllowance>> CheckUploadAsync(Guid userId, CancellationToken cancel);

    /// <summary>
    /// Takes a file that was saved and begins to read it. A file with the same content and title as one that is there, or with an
    /// idempotency key seen before, answers that document.
    /// </summary>
    [Alias("add-file"), Repeatable]
    Task<Outcome<DocumentView>> AddFileAsync(AddFile command, CancellationToken cancel);

    /// <summary>Takes text and begins to index it; idempotent as <see cref="AddFileAsync"/>.</summary>
    [Alias("add-text"), Repeatable]
    Task<Outcome<DocumentView>> AddTextAsync(AddText command, CancellationToken cancel);

    /// <summary>Takes a URL and begins to read it and what it leads to; idempotent as <see cref="AddFileAsync"/>.</summary>
    [Alias("add-url"), Repeatable]
    Task<Outcome<DocumentView>> AddUrlAsync(AddUrl command, CancellationToken cancel);

    [Alias("list"), ReadOnly, Repeatable]
    Task<Outcome<DocumentListView>> ListDocumentsAsync(Guid userId, CancellationToken cancel);

    [Alias("get"), ReadOnly, Repeatable]
    Task<Outcome<DocumentView>> GetDocumentAsync(Guid userId, Guid documentId, CancellationToken cancel);

    /// <summary>Once it answers, no search that starts later finds the document.</summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteDocumentAsync(DeleteDocument command, CancellationToken cancel);

    [Alias("stats"), ReadOnly, Repeatable]
    Task<Outcome<KnowledgeStatsView>> GetStatsAsync(Guid userId, CancellationToken cancel);

    /// <summary>
    /// The version of what can be found, from memory; 0 where nothing was ever indexed, <see cref="Gone"/> where there is no such clone
    /// any more. For the clone's retriever.
    /// </summary>
    [Alias("version"), AlwaysInterleave, Repeatable]
    Task<long> GetVersionAsync(CancellationToken cancel);

    /// <summary>Takes a step of a document's ingestion. False where the document or that ingestion is no longer wanted.</summary>
    [Alias("report")]
    Task<bool> ReportAsync(ReportIngestion report, CancellationToken cancel);

    /// <summary>Starts again whatever is neither completed nor failed; harmless where it is running.</summary>
    [Alias("resume")]
    Task ResumeAsync(CancellationToken cancel);

    /// <summary>Reads the clone's settings again, and cuts and embeds anew what was made with others.</summary>
    [Alias("reconfigure")]
    Task ReconfigureAsync(CancellationToken cancel);

    /// <summary>The clone was deleted: removes everything and takes nothing more.</summary>
    [Alias("close")]
    Task CloseAsync(CancellationToken cancel);
}
