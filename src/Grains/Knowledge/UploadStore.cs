using Grains.Outcomes;
using Grains.Storage;

namespace Grains.Knowledge;

/// <summary>Streams uploads to the blob store, hashing them on the way.</summary>
internal sealed class UploadStore(IKnowledgeStore store, IBlobStore blobs, TimeProvider clock) : IDocumentUploads
{
    /// <summary>Enough to tell the kinds of documents apart.</summary>
    private const int FirstBytes = 16 * 1024;

    private const int MaxFileName = 200;

    public async Task<Outcome<SavedUpload>> SaveAsync(string fileName, Stream content, long maxBytes, CancellationToken cancel)
    {
        var name = FileLabel(fileName);
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

    /// <summary>The last segment after any kind of slash, without control characters, also those that turn text around and let one extension pass for another: a label, never a path.</summary>
    private static string FileLabel(string fileName)
    {
        var last = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new string([.. StorableText.Clean(last).Where(static unit => !char.IsControl(unit) && !IsDirection(unit))]).Trim();
        if (clean.Length <= MaxFileName)
            return clean;
        var extension = Path.GetExtension(clean);
        return extension.Length > 10 ? clean[..MaxFileName] : string.Concat(clean.AsSpan(0, MaxFileName - extension.Length), extension);
    }

    /// <summary>Unicode's bidirectional controls (UAX 9, and the Arabic letter mark).</summary>
    private static bool IsDirection(char unit) =>
        unit is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
