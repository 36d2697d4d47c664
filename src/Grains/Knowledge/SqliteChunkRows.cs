using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Grains.Knowledge.Retrieval;
using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Grains.Knowledge;

/// <summary>The rows of chunks. Vectors are kept as 16-bit floats: half the space, and cosines that differ in the fourth place.</summary>
internal static class SqliteChunkRows
{
    // A chunk that is there already is the same: generations are cut the same way each time.
    private const string InsertChunk = """
        INSERT OR IGNORE INTO knowledge_chunks (document_id, generation, ordinal, chunk_id, page, section, text, vector)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """;

    public static void Insert(SqliteConnection connection, Guid documentId, string generation, StagedChunk chunk)
    {
        using var insert = connection.Prepared(InsertChunk);
        insert.Bind(SqliteKnowledgeRows.Key(documentId)).Bind(generation).Bind(chunk.Ordinal).Bind(SqliteKnowledgeRows.Key(chunk.ChunkId))
            .Bind(chunk.Page).Bind(chunk.Section).Bind(chunk.Text).Bind(ToBytes(chunk.Vector.Span)).Run();
    }

    public static int Count(SqliteConnection connection, Guid documentId, string generation)
    {
        using var select = connection.Prepared("SELECT count(*) FROM knowledge_chunks WHERE document_id = ? AND generation = ?");
        select.Bind(SqliteKnowledgeRows.Key(documentId)).Bind(generation);
        return select.Step() ? (int)select.Int64(0) : 0;
    }

    /// <param name="keep">The generation to keep; null for none.</param>
    public static void DeleteOthers(SqliteConnection connection, Guid documentId, string? keep)
    {
        using var delete = connection.Prepared("DELETE FROM knowledge_chunks WHERE document_id = ? AND generation IS NOT ?");
        delete.Bind(SqliteKnowledgeRows.Key(documentId)).Bind(keep).Run();
    }

    public static IReadOnlyList<IndexedChunk> Load(SqliteConnection connection, DocumentRecord document)
    {
        var chunks = new List<IndexedChunk>(document.ChunkCount);
        using var select = connection.Prepared(
            "SELECT chunk_id, page, section, text, vector FROM knowledge_chunks WHERE document_id = ? AND generation = ? ORDER BY ordinal");
        select.Bind(SqliteKnowledgeRows.Key(document.DocumentId)).Bind(document.Generation);
        while (select.Step())
        {
            chunks.Add(new IndexedChunk(
                Guid.ParseExact(select.Text(0), "N"),
                document.DocumentId,
                document.Label.Title,
                select.IsNull(1) ? null : (int)select.Int64(1),
                select.IsNull(2) ? null : select.Text(2),
                select.Text(3),
                document.Label.Category,
                document.Label.Tags,
                ToVector(select.Blob(4))));
        }

        return chunks;
    }

    private static ReadOnlySpan<byte> ToBytes(ReadOnlySpan<float> vector)
    {
        var halves = new Half[vector.Length];
        TensorPrimitives.ConvertToHalf(vector, halves);
        return MemoryMarshal.AsBytes<Half>(halves);
    }

    private static float[] ToVector(byte[] bytes)
    {
        var vector = new float[bytes.Length / 2];
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), vector);
        return vector;
    }
}
