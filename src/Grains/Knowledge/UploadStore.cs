using Grains.Outcomes;
using Grains.Storage;

namespace Grains.Knowledge;

/// <summary>Streams uploads to the blob store, hashing them on the way.</summary>
internal sealed class UploadStore(IKnowledgeStore store, IBlobStore blobs, TimeProvider clock) : IDocumentUploads
{
    /// <summary>Enough to tell the kinds of documents apart.</summary>
    private const int FirstBytes = 16 * 1024;

    public async Task<Outcome<SavedUpload>> SaveAsync(string fileName, Stream content, long maxBytes, CancellationToken cancel)
    {
        var name = FileLabel.Of(fileName);
        var first = new byte[FirstBytes];
        var length = await content.ReadAtLeastAsync(first, FirstBytes, throwOnEndOfStream: false, cancel);
        if (length == 0)
            return KnowledgeRefusals.EmptyFile;
        if (DocumentKindDetector.Detect(name, first.AsSpan(0, length)) is not { } kind)
            return KnowledgeRefusals.UnsupportedFile;

        var documentId = Guid.NewGuid();
        var blob = DocumentRecord.SourceBlobOf(documentId);
        await store.AddLooseBlobAsync(blob, clock.GetUtcNow(), cancel);
        try
        {
            await using var hashed = new HashingStream(first.AsMemory(0, length), content);
            var size = await blobs.PutAsync(blob, hashed, maxBytes, cancel);
            return new SavedUpload(documentId, name, DocumentTypes.Name(kind), size, hashed.Hash());
        }
        catch (BlobTooLargeException)
        {
            await store.RemoveLooseBlobAsync(blob, cancel);
            return KnowledgeRefusals.FileTooLarge(maxBytes);
        }
    }

    public Task<ReadOnlyMemory<byte>?> ReadAsync(Guid documentId, CancellationToken cancel) =>
        blobs.GetAsync(DocumentRecord.SourceBlobOf(documentId), cancel);

    public async Task DiscardAsync(SavedUpload file, CancellationToken cancel)
    {
        var blob = DocumentRecord.SourceBlobOf(file.DocumentId);
        await blobs.DeleteAsync(blob, cancel);
        await store.RemoveLooseBlobAsync(blob, cancel);
    }
}
