using Grains.Knowledge.Retrieval;
using Grains.Storage;

namespace Grains.Knowledge;

internal sealed class KnowledgeStore(IDatabase database) : IKnowledgeStore
{
    public Task<StoredKnowledge> LoadAsync(Guid cloneId, CancellationToken cancel) =>
        database.ReadAsync(sql => KnowledgeRows.LoadAsync(sql, cloneId), cancel);

    public Task<DocumentRecord?> FindAsync(Guid documentId, CancellationToken cancel) =>
        database.ReadAsync(sql => KnowledgeRows.FindAsync(sql, documentId), cancel);

    public Task<OwnerUsage> GetUsageAsync(Guid ownerId, CancellationToken cancel) =>
        database.ReadAsync(sql => KnowledgeRows.UsageAsync(sql, ownerId), cancel);

    public Task<AddResult> AddAsync(DocumentRecord document, int maxDocuments, long maxBytes, CancellationToken cancel) =>
        database.WriteAsync(
            async sql =>
            {
                var usage = await KnowledgeRows.UsageAsync(sql, document.OwnerId);
                if (usage.Documents >= maxDocuments)
                    return AddResult.TooManyDocuments;
                if (usage.Bytes + document.FileSize > maxBytes)
                    return AddResult.TooManyBytes;

                await KnowledgeRows.InsertAsync(sql, document);
                await KnowledgeRows.RemoveLooseAsync(sql, document.SourceBlob);
                return AddResult.Added;
            },
            cancel);

    public Task SaveAsync(IReadOnlyList<DocumentRecord> documents, CancellationToken cancel) =>
        database.WriteAsync(
            async sql =>
            {
                foreach (var document in documents)
                    await KnowledgeRows.UpdateAsync(sql, document);
                return true;
            },
            cancel);

    public Task<bool> StageAsync(Guid documentId, string generation, IReadOnlyList<StagedChunk> chunks, CancellationToken cancel) =>
        database.WriteAsync(
            async sql =>
            {
                if (await KnowledgeRows.FindAsync(sql, documentId) is null)
                    return false;
                foreach (var chunk in chunks)
                    await ChunkRows.InsertAsync(sql, documentId, generation, chunk);
                return true;
            },
            cancel);

    public Task<int> CountStagedAsync(Guid documentId, string generation, CancellationToken cancel) =>
        database.ReadAsync(sql => ChunkRows.CountAsync(sql, documentId, generation), cancel);

    public Task<long> PublishAsync(DocumentRecord document, DateTimeOffset at, CancellationToken cancel) =>
        database.WriteAsync(
            async sql =>
            {
                await KnowledgeRows.UpdateAsync(sql, document);
                await ChunkRows.DeleteOthersAsync(sql, document.DocumentId, document.Generation);
                return await KnowledgeRows.NextVersionAsync(sql, document.CloneId, at);
            },
            cancel);

    public Task DropStagedAsync(DocumentRecord document, CancellationToken cancel) =>
        database.WriteAsync(sql => ChunkRows.DeleteOthersAsync(sql, document.DocumentId, document.Generation), cancel);

    public Task<long> DeleteAsync(DocumentRecord document, DateTimeOffset at, CancellationToken cancel) =>
        database.WriteAsync(
            async sql =>
            {
                await DeleteAsync(sql, document, at);
                return await KnowledgeRows.NextVersionAsync(sql, document.CloneId, at);
            },
            cancel);

    public Task<long> DeleteAllAsync(Guid cloneId, DateTimeOffset at, CancellationToken cancel) =>
        database.WriteAsync(
            async sql =>
            {
                foreach (var document in (await KnowledgeRows.LoadAsync(sql, cloneId)).Documents)
                    await DeleteAsync(sql, document, at);
                return await KnowledgeRows.NextVersionAsync(sql, cloneId, at);
            },
            cancel);

    public Task<IReadOnlyList<Guid>> ListUnfinishedAsync(CancellationToken cancel) =>
        database.ReadAsync(KnowledgeRows.ListUnfinishedAsync, cancel);

    public Task<StoredIndex> LoadIndexAsync(Guid cloneId, IReadOnlyDictionary<Guid, string> known, CancellationToken cancel) =>
        database.ReadAsync(
            async sql =>
            {
                var stored = await KnowledgeRows.LoadAsync(sql, cloneId);
                var found = stored.Documents.Where(static document => document.Generation is not null).ToList();
                var chunks = new Dictionary<Guid, IReadOnlyList<IndexedChunk>>();
                foreach (var document in found)
                    if (known.GetValueOrDefault(document.DocumentId) != document.Generation)
                        chunks[document.DocumentId] = await ChunkRows.LoadAsync(sql, document);
                return new StoredIndex(stored.Version, found, chunks);
            },
            cancel);

    public Task AddLooseBlobAsync(string name, DateTimeOffset at, CancellationToken cancel) =>
        database.WriteAsync(sql => KnowledgeRows.AddLooseAsync(sql, name, at), cancel);

    public Task<IReadOnlyList<string>> ListLooseBlobsAsync(DateTimeOffset before, int limit, CancellationToken cancel) =>
        database.ReadAsync(sql => KnowledgeRows.ListLooseAsync(sql, before, limit), cancel);

    public Task RemoveLooseBlobAsync(string name, CancellationToken cancel) =>
        database.WriteAsync(sql => KnowledgeRows.RemoveLooseAsync(sql, name), cancel);

    private static async ValueTask DeleteAsync(ISql sql, DocumentRecord document, DateTimeOffset at)
    {
        await KnowledgeRows.DeleteAsync(sql, document.DocumentId);
        await ChunkRows.DeleteOthersAsync(sql, document.DocumentId, keep: null);
        await KnowledgeRows.AddLooseAsync(sql, document.SourceBlob, at);
        await KnowledgeRows.AddLooseAsync(sql, document.TextBlob, at);
    }
}
