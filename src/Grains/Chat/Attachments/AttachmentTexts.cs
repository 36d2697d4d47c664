using System.Text.Json;
using Grains.Knowledge;
using Grains.Knowledge.Chunking;
using Grains.Storage;

namespace Grains.Chat.Attachments;

/// <summary>The texts of attachments, cut into pieces that an answer can quote. They are made once, when a file is read.</summary>
internal sealed class AttachmentTexts(IAttachmentStore store, IBlobStore blobs, DocumentWorkbench workbench)
{
    /// <summary>Characters that are kept of a file: an answer is given a part of that at most.</summary>
    private const int MaxCharacters = 200_000;

    private static readonly ChunkLayout Layout = new(1_000, 0);

    /// <summary>Reads the file unless that has been done; null where there is none.</summary>
    public async Task<AttachmentRecord?> ReadAsync(Guid attachmentId, CancellationToken cancel)
    {
        if (await store.FindAsync(attachmentId, cancel) is not { } found) return null;
        if (found.Text != AttachmentText.Pending) return found;

        var read = await ReadAsync(found, cancel);
        await store.SaveAsync(read, cancel);
        return read;
    }

    /// <summary>What can be quoted of a file; nothing where it has no text.</summary>
    public async Task<IReadOnlyList<TextChunk>> LoadAsync(Guid attachmentId, CancellationToken cancel)
    {
        // A process may have died between the upload and its reading.
        if (await ReadAsync(attachmentId, cancel) is not { Text: AttachmentText.Extracted } record) return [];
        return await blobs.GetAsync(record.TextBlob, cancel) is { } bytes
            ? JsonSerializer.Deserialize<List<TextChunk>>(bytes.Span, StorageJson.Options) ?? []
            : [];
    }

    private async Task<AttachmentRecord> ReadAsync(AttachmentRecord record, CancellationToken cancel)
    {
        if (AttachmentKinds.ReaderOf(record.FileType) is not { } kind) return record with { Text = AttachmentText.None };
        try
        {
            var document = await workbench.ReadAsync(
                async stop => await blobs.GetAsync(record.ContentBlob, stop) ?? throw new DocumentRejectedException("document.lost", "The file is no longer there."),
                kind,
                cancel);
            var chunks = await workbench.RunAsync(stop => Task.FromResult(Cut(ExtractedText.Of(document), stop)), cancel);
            if (chunks.Count == 0) return record with { Text = AttachmentText.None };

            var bytes = JsonSerializer.SerializeToUtf8Bytes(chunks, StorageJson.Options);
            await blobs.PutAsync(record.TextBlob, new MemoryStream(bytes), bytes.Length, cancel);
            return record with { Text = AttachmentText.Extracted };
        }
        catch (DocumentRejectedException rejected)
        {
            return record with { Text = AttachmentText.Failed, ErrorCode = rejected.Code, Error = rejected.Message };
        }
    }

    private static List<TextChunk> Cut(ExtractedText text, CancellationToken cancel)
    {
        var length = 0;
        var blocks = text.Blocks.TakeWhile(block => (length += block.Text.Length) <= MaxCharacters || length == block.Text.Length).ToList();
        length = 0;
        return [.. DocumentChunker.Cut(blocks, Layout, cancel).TakeWhile(chunk => (length += chunk.Text.Length) <= MaxCharacters)];
    }
}
