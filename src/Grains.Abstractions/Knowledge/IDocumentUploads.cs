using Grains.Outcomes;

namespace Grains.Knowledge;

/// <summary>
/// Where the front end streams an uploaded file to, before the knowledge base takes it. A file that is never taken is removed
/// later, so an upload that breaks off leaves nothing behind.
/// </summary>
public interface IDocumentUploads
{
    /// <summary>
    /// Checks that the content is what the name says and saves it under a name of our own. Refuses what is of no supported kind,
    /// empty or longer than allowed. Where the stream throws, nothing is kept.
    /// </summary>
    /// <param name="fileName">As the client gave it; reduced to its last segment.</param>
    /// <param name="maxBytes">What <see cref="IKnowledgeBaseGrain.CheckUploadAsync"/> allowed.</param>
    Task<Outcome<SavedUpload>> SaveAsync(string fileName, Stream content, long maxBytes, CancellationToken cancel);

    /// <summary>The file of a document, as it was uploaded; null where it is gone. Whose it is has been asked before.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(Guid documentId, CancellationToken cancel);

    /// <summary>Removes a saved file that no document took.</summary>
    Task DiscardAsync(SavedUpload file, CancellationToken cancel);
}

/// <param name="FileName">The last segment of the client's name, a label and never a path.</param>
/// <param name="FileType"><c>pdf</c>, <c>docx</c>, <c>txt</c> or <c>md</c>.</param>
/// <param name="ContentHash">SHA-256 in lower-case hexadecimal.</param>
[GenerateSerializer, Immutable, Alias("knowledge.saved-upload")]
public sealed record SavedUpload(
    [property: Id(0)] Guid DocumentId,
    [property: Id(1)] string FileName,
    [property: Id(2)] string FileType,
    [property: Id(3)] long Size,
    [property: Id(4)] string ContentHash);
