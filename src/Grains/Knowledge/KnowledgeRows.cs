using System.Text.Json;
using Grains.Storage;

namespace Grains.Knowledge;

/// <summary>The rows of documents, versions and loose files.</summary>
internal static class KnowledgeRows
{
    private const string SaveVersion = """
        INSERT INTO knowledge_bases (clone_id, version, updated_at) VALUES (?, 1, ?)
        ON CONFLICT (clone_id) DO UPDATE SET version = knowledge_bases.version + 1, updated_at = excluded.updated_at
        """;

    private const string SaveLoose = """
        INSERT INTO knowledge_loose_blobs (name, since) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET since = excluded.since
        """;

    public static async ValueTask<StoredKnowledge> LoadAsync(ISql sql, Guid cloneId)
    {
        var documents = await sql.QueryAsync(
            "SELECT data FROM knowledge_documents WHERE clone_id = ? ORDER BY rowid", static row => Parse(row.Blob(0)), cloneId);
        return await sql.FirstAsync(
            "SELECT version, updated_at FROM knowledge_bases WHERE clone_id = ?",
            row => new StoredKnowledge(documents, row.Int64(0), row.Time(1)),
            cloneId)
            ?? new StoredKnowledge(documents, 0, null);
    }

    public static ValueTask<DocumentRecord?> FindAsync(ISql sql, Guid documentId) =>
        sql.FirstAsync("SELECT data FROM knowledge_documents WHERE id = ?", static row => Parse(row.Blob(0)), documentId);

    public static async ValueTask<OwnerUsage> UsageAsync(ISql sql, Guid ownerId) => (await sql.QueryAsync(
        "SELECT count(*), coalesce(sum(size), 0) FROM knowledge_documents WHERE owner_id = ?",
        static row => new OwnerUsage(row.Int32(0), row.Int64(1)),
        ownerId))[0];

    public static ValueTask<int> InsertAsync(ISql sql, DocumentRecord document) => sql.ExecuteAsync(
        "INSERT INTO knowledge_documents (id, clone_id, owner_id, size, finished, data) VALUES (?, ?, ?, ?, ?, ?)",
        document.DocumentId, document.CloneId, document.OwnerId, document.FileSize, document.IsSettled, Json(document));

    public static ValueTask<int> UpdateAsync(ISql sql, DocumentRecord document) => sql.ExecuteAsync(
        "UPDATE knowledge_documents SET size = ?, finished = ?, data = ? WHERE id = ?",
        document.FileSize, document.IsSettled, Json(document), document.DocumentId);

    public static ValueTask<int> DeleteAsync(ISql sql, Guid documentId) =>
        sql.ExecuteAsync("DELETE FROM knowledge_documents WHERE id = ?", documentId);

    public static async ValueTask<IReadOnlyList<Guid>> ListUnfinishedAsync(ISql sql) =>
        await sql.QueryAsync("SELECT DISTINCT clone_id FROM knowledge_documents WHERE finished = 0", static row => row.Guid(0));

    public static async ValueTask<long> NextVersionAsync(ISql sql, Guid cloneId, DateTimeOffset at)
    {
        await sql.ExecuteAsync(SaveVersion, cloneId, at);
        return await sql.NumberAsync("SELECT version FROM knowledge_bases WHERE clone_id = ?", cloneId);
    }

    public static ValueTask<int> AddLooseAsync(ISql sql, string name, DateTimeOffset at) => sql.ExecuteAsync(SaveLoose, name, at);

    public static async ValueTask<IReadOnlyList<string>> ListLooseAsync(ISql sql, DateTimeOffset before, int limit) => await sql.QueryAsync(
        "SELECT name FROM knowledge_loose_blobs WHERE since < ? ORDER BY since LIMIT ?", static row => row.Text(0), before, limit);

    public static ValueTask<int> RemoveLooseAsync(ISql sql, string name) =>
        sql.ExecuteAsync("DELETE FROM knowledge_loose_blobs WHERE name = ?", name);

    private static byte[] Json(DocumentRecord document) => JsonSerializer.SerializeToUtf8Bytes(document, StorageJson.Options);

    private static DocumentRecord Parse(byte[] data) =>
        JsonSerializer.Deserialize<DocumentRecord>(data, StorageJson.Options)
        ?? throw new InvalidOperationException("A document's row holds nothing.");
}
