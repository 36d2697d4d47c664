using System.Text.Json;
using Grains.Storage;
using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Grains.Knowledge;

/// <summary>The rows of documents, versions and loose files.</summary>
internal static class SqliteKnowledgeRows
{
    private const string SaveVersion = """
        INSERT INTO knowledge_bases (clone_id, version, updated_at) VALUES (?, 1, ?)
        ON CONFLICT (clone_id) DO UPDATE SET version = version + 1, updated_at = excluded.updated_at
        """;

    public static StoredKnowledge Load(SqliteConnection connection, Guid cloneId)
    {
        var clone = Key(cloneId);
        var documents = new List<DocumentRecord>();
        using (var select = connection.Prepared("SELECT data FROM knowledge_documents WHERE clone_id = ? ORDER BY rowid").Bind(clone))
        {
            while (select.Step())
                documents.Add(Parse(select.Blob(0)));
        }

        using var version = connection.Prepared("SELECT version, updated_at FROM knowledge_bases WHERE clone_id = ?").Bind(clone);
        return version.Step()
            ? new StoredKnowledge(documents, version.Int64(0), new DateTimeOffset(version.Int64(1), TimeSpan.Zero))
            : new StoredKnowledge(documents, 0, null);
    }

    public static DocumentRecord? Find(SqliteConnection connection, Guid documentId)
    {
        using var select = connection.Prepared("SELECT data FROM knowledge_documents WHERE id = ?").Bind(Key(documentId));
        return select.Step() ? Parse(select.Blob(0)) : null;
    }

    public static OwnerUsage Usage(SqliteConnection connection, Guid ownerId)
    {
        using var select = connection.Prepared("SELECT count(*), coalesce(sum(size), 0) FROM knowledge_documents WHERE owner_id = ?").Bind(Key(ownerId));
        return select.Step() ? new OwnerUsage((int)select.Int64(0), select.Int64(1)) : new OwnerUsage(0, 0);
    }

    public static void Insert(SqliteConnection connection, DocumentRecord document)
    {
        using var insert = connection.Prepared(
            "INSERT INTO knowledge_documents (id, clone_id, owner_id, size, finished, data) VALUES (?, ?, ?, ?, ?, ?)");
        insert.Bind(Key(document.DocumentId)).Bind(Key(document.CloneId)).Bind(Key(document.OwnerId)).Bind(document.FileSize)
            .Bind(document.IsFinished).Bind(Json(document)).Run();
    }

    public static void Update(SqliteConnection connection, DocumentRecord document)
    {
        using var update = connection.Prepared("UPDATE knowledge_documents SET finished = ?, data = ? WHERE id = ?");
        update.Bind(document.IsFinished).Bind(Json(document)).Bind(Key(document.DocumentId)).Run();
    }

    public static void Delete(SqliteConnection connection, Guid documentId)
    {
        using var delete = connection.Prepared("DELETE FROM knowledge_documents WHERE id = ?").Bind(Key(documentId));
        delete.Run();
    }

    public static IReadOnlyList<Guid> ListUnfinished(SqliteConnection connection)
    {
        var clones = new List<Guid>();
        using var select = connection.Prepared("SELECT DISTINCT clone_id FROM knowledge_documents WHERE finished = 0");
        while (select.Step())
            clones.Add(Guid.ParseExact(select.Text(0), "N"));
        return clones;
    }

    public static long NextVersion(SqliteConnection connection, Guid cloneId, DateTimeOffset at)
    {
        using (var save = connection.Prepared(SaveVersion))
        {
            save.Bind(Key(cloneId)).Bind(at.UtcTicks).Run();
        }

        using var select = connection.Prepared("SELECT version FROM knowledge_bases WHERE clone_id = ?").Bind(Key(cloneId));
        return select.Step() ? select.Int64(0) : throw new InvalidOperationException("The version that was saved is not there.");
    }

    public static void AddLoose(SqliteConnection connection, string name, DateTimeOffset at)
    {
        using var insert = connection.Prepared("INSERT OR REPLACE INTO knowledge_loose_blobs (name, since) VALUES (?, ?)");
        insert.Bind(name).Bind(at.UtcTicks).Run();
    }

    public static IReadOnlyList<string> ListLoose(SqliteConnection connection, DateTimeOffset before, int limit)
    {
        var names = new List<string>();
        using var select = connection.Prepared("SELECT name FROM knowledge_loose_blobs WHERE since < ? ORDER BY since LIMIT ?");
        select.Bind(before.UtcTicks).Bind(limit);
        while (select.Step())
            names.Add(select.Text(0));
        return names;
    }

    public static void RemoveLoose(SqliteConnection connection, string name)
    {
        using var delete = connection.Prepared("DELETE FROM knowledge_loose_blobs WHERE name = ?").Bind(name);
        delete.Run();
    }

    public static string Key(Guid id) => id.ToString("N");

    private static ReadOnlySpan<byte> Json(DocumentRecord document) => JsonSerializer.SerializeToUtf8Bytes(document, StorageJson.Options);

    private static DocumentRecord Parse(byte[] data) =>
        JsonSerializer.Deserialize<DocumentRecord>(data, StorageJson.Options)
        ?? throw new InvalidOperationException("A document's row holds nothing.");
}
