using Grains.Knowledge;
using Grains.Outcomes;
using Grains.Storage;
using Microsoft.Extensions.Options;

namespace Grains.Chat.Attachments;

/// <summary>Streams files of messages to the blob store.</summary>
internal sealed class AttachmentUploads(
    IAttachmentStore store, IKnowledgeStore loose, IBlobStore blobs, IOptions<AttachmentOptions> options, TimeProvider clock) : IAttachmentUploads
{
    /// <summary>Enough to tell the kinds of files apart.</summary>
    private const int FirstBytes = 16 * 1024;

    public long MaxBytes => options.Value.MaxBytes;

    public async Task<Outcome<AttachmentView>> SaveAsync(Guid sessionId, Guid userId, string fileName, Stream content, CancellationToken cancel)
    {
        var name = FileLabel.Of(fileName);
        var first = new byte[FirstBytes];
        var length = await content.ReadAtLeastAsync(first, FirstBytes, throwOnEndOfStream: false, cancel);
        if (length == 0)
            return AttachmentRefusals.EmptyFile;
        if (AttachmentKinds.Detect(name, first.AsSpan(0, length)) is not { } type)
            return AttachmentRefusals.UnsupportedFile;

        var id = Guid.NewGuid();
        var blob = AttachmentRecord.ContentBlobOf(id);
        await loose.AddLooseBlobAsync(blob, clock.GetUtcNow(), cancel);
        long size;
        try
        {
            await using var whole = new HashingStream(first.AsMemory(0, length), content);
            size = await blobs.PutAsync(blob, whole, MaxBytes, cancel);
        }
        catch (BlobTooLargeException)
        {
            await loose.RemoveLooseBlobAsync(blob, cancel);
            return AttachmentRefusals.TooLarge(MaxBytes);
        }

        var record = new AttachmentRecord
        {
            AttachmentId = id,
            SessionId = sessionId,
            OwnerId = userId,
            FileName = name,
            FileType = type,
            Size = size,
            UploadedAt = clock.GetUtcNow(),
        };
        var added = await store.AddAsync(record, options.Value, cancel);
        if (added == AddedAttachment.Added)
            return record.ToView();

        await DropAsync(blob, cancel);
        return added == AddedAttachment.TooManyInSession
            ? AttachmentRefusals.TooManyInSession(options.Value.MaxInSession)
            : AttachmentRefusals.StorageFull(options.Value.MaxOwnerBytes);
    }

    public async Task<AttachmentContent?> ReadAsync(Guid sessionId, Guid userId, Guid attachmentId, CancellationToken cancel)
    {
        if (await store.FindAsync(attachmentId, cancel) is not { } found || found.SessionId != sessionId || found.OwnerId != userId)
            return null;
        return await blobs.GetAsync(found.ContentBlob, cancel) is { } bytes ? new AttachmentContent(found.ToFile(), bytes) : null;
    }

    public async Task DiscardAsync(Guid sessionId, Guid userId, Guid attachmentId, CancellationToken cancel)
    {
        if (!await store.RemoveUnclaimedAsync(sessionId, userId, attachmentId, cancel)) return;
        await DropAsync(AttachmentRecord.ContentBlobOf(attachmentId), cancel);
        await DropAsync(AttachmentRecord.TextBlobOf(attachmentId), cancel);
    }

    private async Task DropAsync(string blob, CancellationToken cancel)
    {
        await blobs.DeleteAsync(blob, cancel);
        await loose.RemoveLooseBlobAsync(blob, cancel);
    }
}
