using System.Collections.Immutable;
using System.Text.Json;
using Grains.Knowledge;
using Grains.Storage;

namespace Grains.Chat.Attachments;

internal sealed class AttachmentStore(IDatabase database, TimeProvider clock) : IAttachmentStore
{
    /// <summary>After this an upload that no message names was given up.</summary>
    private static readonly TimeSpan UnclaimedAge = TimeSpan.FromDays(1);

    public Task<AddedAttachment> AddAsync(AttachmentRecord record, AttachmentOptions limits, CancellationToken cancel) => database.WriteAsync(
        async sql =>
        {
            var forgotten = await sql.QueryAsync(
                "SELECT id FROM attachments WHERE owner_id = ? AND message_id IS NULL AND at < ?",
                static row => row.Guid(0),
                record.OwnerId,
                clock.GetUtcNow() - UnclaimedAge);
            foreach (var old in forgotten) await RemoveAsync(sql, old);

            if (await sql.NumberAsync("SELECT count(*) FROM attachments WHERE session_id = ?", record.SessionId) >= limits.MaxInSession)
                return AddedAttachment.TooManyInSession;
            var kept = await sql.NumberAsync("SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM attachments WHERE owner_id = ?", record.OwnerId);
            if (kept + record.Size > limits.MaxOwnerBytes)
                return AddedAttachment.TooManyBytes;

            await sql.ExecuteAsync(
                "INSERT INTO attachments (id, session_id, owner_id, size, at, data) VALUES (?, ?, ?, ?, ?, ?)",
                record.AttachmentId, record.SessionId, record.OwnerId, record.Size, record.UploadedAt, Json(record));
            await KnowledgeRows.RemoveLooseAsync(sql, record.ContentBlob);
            return AddedAttachment.Added;
        },
        cancel);

    public Task<AttachmentRecord?> FindAsync(Guid attachmentId, CancellationToken cancel) =>
        database.ReadAsync(sql => FindAsync(sql, attachmentId), cancel);

    public Task SaveAsync(AttachmentRecord record, CancellationToken cancel) => database.WriteAsync(
        sql => sql.ExecuteAsync("UPDATE attachments SET data = ? WHERE id = ?", Json(record), record.AttachmentId), cancel);

    public Task<ImmutableArray<MessageAttachment>?> ClaimAsync(
        Guid sessionId, Guid ownerId, ImmutableArray<Guid> attachments, Guid messageId, CancellationToken cancel) => database.WriteAsync(
        async sql =>
        {
            var files = ImmutableArray.CreateBuilder<MessageAttachment>(attachments.Length);
            foreach (var id in attachments)
            {
                var isFree = await sql.NumberAsync(
                    "SELECT count(*) FROM attachments WHERE id = ? AND session_id = ? AND owner_id = ? AND (message_id IS NULL OR message_id = ?)",
                    id, sessionId, ownerId, messageId);
                if (isFree == 0 || await FindAsync(sql, id) is not { } found)
                    return (ImmutableArray<MessageAttachment>?)null;
                files.Add(found.ToFile());
            }

            foreach (var id in attachments)
                await sql.ExecuteAsync("UPDATE attachments SET message_id = ? WHERE id = ?", messageId, id);
            return files.MoveToImmutable();
        },
        cancel);

    public Task ReleaseAsync(Guid messageId, CancellationToken cancel) => database.WriteAsync(
        sql => sql.ExecuteAsync("UPDATE attachments SET message_id = NULL WHERE message_id = ?", messageId), cancel);

    public Task<bool> RemoveUnclaimedAsync(Guid sessionId, Guid ownerId, Guid attachmentId, CancellationToken cancel) => database.WriteAsync(
        async sql =>
        {
            var free = await sql.NumberAsync(
                "SELECT count(*) FROM attachments WHERE id = ? AND session_id = ? AND owner_id = ? AND message_id IS NULL", attachmentId, sessionId, ownerId);
            if (free == 0) return false;
            await RemoveAsync(sql, attachmentId);
            return true;
        },
        cancel);

    public Task<IReadOnlyList<Guid>> RemoveAllAsync(Guid ownerId, CancellationToken cancel) => database.WriteAsync(
        async sql =>
        {
            var all = await sql.QueryAsync("SELECT id FROM attachments WHERE owner_id = ?", static row => row.Guid(0), ownerId);
            foreach (var id in all) await RemoveAsync(sql, id);
            return (IReadOnlyList<Guid>)all;
        },
        cancel);

    private static ValueTask<AttachmentRecord?> FindAsync(ISql sql, Guid attachmentId) =>
        sql.FirstAsync("SELECT data FROM attachments WHERE id = ?", static row => Parse(row.Blob(0)), attachmentId);

    /// <summary>Its files are loose from now on, so that they go even where nobody comes to remove them.</summary>
    private async ValueTask RemoveAsync(ISql sql, Guid attachmentId)
    {
        await sql.ExecuteAsync("DELETE FROM attachments WHERE id = ?", attachmentId);
        await KnowledgeRows.AddLooseAsync(sql, AttachmentRecord.ContentBlobOf(attachmentId), clock.GetUtcNow());
        await KnowledgeRows.AddLooseAsync(sql, AttachmentRecord.TextBlobOf(attachmentId), clock.GetUtcNow());
    }

    private static byte[] Json(AttachmentRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, StorageJson.Options);

    private static AttachmentRecord Parse(byte[] data) =>
        JsonSerializer.Deserialize<AttachmentRecord>(data, StorageJson.Options) ?? throw new InvalidOperationException("An attachment's row holds nothing.");
}
