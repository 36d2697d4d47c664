using System.Text.Json;
using Grains.Accounts;
using Grains.Knowledge;
using Grains.Outcomes;
using Grains.Storage;

namespace Grains.Clones;

/// <summary>Deletes a user's clones with all that they know, and takes what was said of them, and of those deleted before, out of their logs.</summary>
internal sealed class CloneErasure(IDatabase database, IEventRedaction redaction, IGrainFactory grains) : IPersonalData
{
    /// <summary>Deleted clones are in no list any more, so that streams are looked through. Every event holds the owner.</summary>
    private const string FirstEvents = """
        SELECT e.data FROM streams s JOIN events e ON e.stream = s.id AND e.seq = 1 WHERE s.name > ? AND s.name < ? ORDER BY s.name LIMIT ?
        """;

    private const int PageSize = 500;

    public string Kind => "clones and their documents";

    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel)
    {
        var removed = 0;
        foreach (var cloneId in await ListAsync(userId, cancel))
        {
            var documents = await grains.KnowledgeBase(cloneId).ListDocumentsAsync(userId, cancel);
            var deleted = await grains.Clone(cloneId).DeleteAsync(new DeleteClone(userId), cancel);
            if (deleted.Refusal is { Kind: not RefusalKind.NotFound } refusal) throw new TemporarilyUnavailableException($"A clone could not be deleted: {refusal.Code}.");
            if (deleted.Refusal is null) removed += 1 + (documents.Value?.Documents.Length ?? 0);
            await redaction.RedactAsync(CloneLog.StreamOf(cloneId), static logged => Redacted(CloneLog.Parse(logged.Data)), cancel);
        }

        return new Erasure(removed, 0);
    }

    /// <summary>Made anew of what may stay, so that whatever a clone comes to hold later is gone unless it is named here.</summary>
    private static ReadOnlyMemory<byte> Redacted(CloneState clone) => JsonSerializer.SerializeToUtf8Bytes(
        new CloneState
        {
            CloneId = clone.CloneId,
            OwnerId = clone.OwnerId,
            Status = clone.Status,
            Name = "Deleted",
            Category = CloneChanges.OtherCategory,
            Pricing = clone.Pricing,
            Rag = clone.Rag,
            CreatedAt = clone.CreatedAt,
            UpdatedAt = clone.UpdatedAt,
            Deleted = clone.Deleted,
            Purged = clone.Purged,
        },
        StorageJson.Options);

    private async Task<List<Guid>> ListAsync(Guid userId, CancellationToken cancel)
    {
        var owned = new List<Guid>();
        var after = CloneLog.StreamPrefix;
        while (true)
        {
            var from = after;
            var page = await database.ReadAsync(
                sql => sql.QueryAsync(FirstEvents, static row => CloneLog.Parse(row.Blob(0)), from, KeyPrefix.End(CloneLog.StreamPrefix), PageSize), cancel);
            owned.AddRange(page.Where(clone => clone.OwnerId == userId).Select(static clone => clone.CloneId));
            if (page.Count < PageSize) return owned;
            after = CloneLog.StreamOf(page[^1].CloneId);
        }
    }
}
