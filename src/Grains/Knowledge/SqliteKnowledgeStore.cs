using Grains.Knowledge.Retrieval;
using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Grains.Knowledge;

internal sealed class SqliteKnowledgeStore(SqliteDatabase database) : IKnowledgeStore
{
    public Task<StoredKnowledge> LoadAsync(Guid cloneId, CancellationToken cancel) =>
        database.ReadAsync(connection => SqliteKnowledgeRows.Load(connection, cloneId), cancel);

    public Task<DocumentRecord?> FindAsync(Guid documentId, CancellationToken cancel) =>
        database.ReadAsync(connection => SqliteKnowledgeRows.Find(connection, documentId), cancel);

    public Task<OwnerUsage> GetUsageAsync(Guid ownerId, CancellationToken cancel) =>
        database.ReadAsync(connection => SqliteKnowledgeRows.Usage(connection, ownerId), cancel);

    public Task<AddResult> AddAsync(DocumentRecord document, int maxDocuments, long maxBytes, CancellationToken cancel) =>
        database.WriteAsync(
            connection =>
            {
                var usage = SqliteKnowledgeRows.Usage(connection, document.OwnerId);
                if (usage.Documents >= maxDocuments)
                    return AddResult.TooManyDocuments;
                if (usage.Bytes + document.FileSize > maxBytes)
                    return AddResult.TooManyBytes;

                SqliteKnowledgeRows.Insert(connection, document);
                SqliteKnowledgeRows.RemoveLoose(connection, document.SourceBlob);
                return AddResult.Added;
            },
            cancel);

    public Task SaveAsync(IReadOnlyList<DocumentRecord> documents, CancellationToken cancel) =>
        database.WriteAsync(
            connection =>
            {
                foreach (var document in documents)
                    SqliteKnowledgeRows.Update(connection, document);
                return true;
            },
            cancel);

    public Task<bool> StageAsync(Guid documentId, string generation, IReadOnlyList<StagedChunk> chunks, CancellationToken cancel) =>
        database.WriteAsync(
            connection =>
            {
                if (SqliteKnowledgeRows.Find(connection, documentId) is null)
                    return false;
                foreach (var chunk in chunks)
                    SqliteChunkRows.Insert(connection, documentId, generation, chunk);
                return true;
            },
            cancel);

    public Task<int> CountStagedAsync(Guid documentId, string generation, CancellationToken cancel) =>
        database.ReadAsync(connection => SqliteChunkRows.Count(connection, documentId, generation), cancel);

    public Task<long> PublishAsync(DocumentRecord document, DateTimeOffset at, CancellationToken cancel) =>
        database.WriteAsync(
            connection =>
            {
                SqliteKnowledgeRows.Update(connection, document);
                SqliteChunkRows.DeleteOthers(connection, document.DocumentId, document.Generation);
                return SqliteKnowledgeRows.NextVersion(connection, document.CloneId, at);
            },
            cancel);

    public Task DropStagedAsync(DocumentRecord document, CancellationToken cancel) =>
        database.WriteAsync(
            connection =>
            {
                SqliteChunkRows.DeleteOthers(connection, document.DocumentId, document.Generation);
                return true;
            },
            cancel);

    public Task<long> DeleteAsync(DocumentRecord document, DateTimeOffset at, CancellationToken cancel) =>
        database.WriteAsync(
            connection =>
            {
                Delete(connection, document, at);
                return SqliteKnowledgeRows.NextVersion(connection, document.CloneId, at);
            },
            cancel);

    public Task<long> DeleteAllAsync(Guid cloneId, DateTimeOffset at, CancellationToken cancel) =>
        database.WriteAsync(
            connection =>
            {
                foreach (var document in SqliteKnowledgeRows.Load(connection, cloneId).Documents)
                    Delete(connection, document, at);
                return SqliteKnowledgeRows.NextVersion(connection, cloneId, at);
            },
            cancel);

    public Task<IReadOnlyList<Guid>> ListUnfinishedAsync(CancellationToken cancel) =>
        database.ReadAsync(SqliteKnowledgeRows.ListUnfinished, cancel);

    public Task<StoredIndex> LoadIndexAsync(Guid cloneId, IReadOnlyDictionary<Guid, string> known, CancellationToken cancel) =>
        database.ReadAsync(
            connection =>
            {
                var stored = SqliteKnowledgeRows.Load(connection, cloneId);
                var found = stored.Documents.Where(static document => document.Generation is not null).ToList();
                var chunks = new Dictionary<Guid, IReadOnlyList<IndexedChunk>>();
                foreach (var document in found)
                    if (known.GetValueOrDefault(document.DocumentId) != document.Generation)
                        chunks[document.DocumentId] = SqliteChunkRows.Load(connection, document);
                return new StoredIndex(stored.Version, found, chunks);
            },
            cancel);

    public Task AddLooseBlobAsync(string name, DateTimeOffset at, CancellationToken cancel) =>
        database.WriteAsync(
            connection =>
            {
                SqliteKnowledgeRows.AddLoose(connection, name, at);
                return true;
            },
            cancel);

    public Task<IReadOnlyList<string>> ListLooseBlobsAsync(DateTimeOffset before, int limit, CancellationToken cancel) =>
        database.ReadAsync(connection => SqliteKnowledgeRows.ListLoose(connection, before, limit), cancel);

    public Task RemoveLooseBlobAsync(string name, CancellationToken cancel) =>
        database.WriteAsync(
            connection =>
            {
                SqliteKnowledgeRows.RemoveLoose(connection, name);
                return true;
            },
            cancel);

    private static void Delete(SqliteConnection connection, DocumentRecord document, DateTimeOffset at)
    {
        SqliteKnowledgeRows.Delete(connection, document.DocumentId);
        SqliteChunkRows.DeleteOthers(connection, document.DocumentId, keep: null);
        SqliteKnowledgeRows.AddLoose(connection, document.SourceBlob, at);
        SqliteKnowledgeRows.AddLoose(connection, document.TextBlob, at);
    }
}
