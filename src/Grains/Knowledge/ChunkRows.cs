using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Grains.Knowledge.Retrieval;
using Grains.Storage;

namespace Grains.Knowledge;

/// <summary>The rows of chunks. Vectors are kept as 16-bit floats: half the space, and cosines that differ in the fourth place.</summary>
internal static class ChunkRows
{
    // A chunk that is there already is the same: generations are cut the same way each time.
    private const string InsertChunk = """
        INSERT INTO knowledge_chunks (document_id, generation, ordinal, chunk_id, page, section, text, vector)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """;

    public static ValueTask<int> InsertAsync(ISql sql, Guid documentId, string generation, StagedChunk chunk) => sql.ExecuteAsync(
        InsertChunk, documentId, generation, chunk.Ordinal, chunk.ChunkId, chunk.Page, chunk.Section, chunk.Text, ToBytes(chunk.Vector.Span));

    public static async ValueTask<int> CountAsync(ISql sql, Guid documentId, string generation) =>
        (int)await sql.NumberAsync("SELECT count(*) FROM knowledge_chunks WHERE document_id = ? AND generation = ?", documentId, generation);

    /// <param name="keep">The generation to keep; null for none.</param>
    public static ValueTask<int> DeleteOthersAsync(ISql sql, Guid documentId, string? keep) => sql.ExecuteAsync(
        "DELETE FROM knowledge_chunks WHERE document_id = ? AND generation IS DISTINCT FROM ?", documentId, keep);

    public static async ValueTask<IReadOnlyList<IndexedChunk>> LoadAsync(ISql sql, DocumentRecord document) => await sql.QueryAsync(
        "SELECT chunk_id, page, section, text, vector FROM knowledge_chunks WHERE document_id = ? AND generation = ? ORDER BY ordinal",
        row =>
        {
            var place = document.PlaceOf(row.NullableInt32(1));
            return new IndexedChunk(
                row.Guid(0),
                document.DocumentId,
                place.Title,
                place.Page,
                row.NullableText(2),
                row.Text(3),
                document.Label.Category,
                document.Label.Tags,
                ToVector(row.Blob(4)))
            {
                Url = place.Url,
            };
        },
        document.DocumentId,
        document.Generation);

    private static byte[] ToBytes(ReadOnlySpan<float> vector)
    {
        var halves = new Half[vector.Length];
        TensorPrimitives.ConvertToHalf(vector, halves);
        return MemoryMarshal.AsBytes<Half>(halves).ToArray();
    }

    private static float[] ToVector(byte[] bytes)
    {
        var vector = new float[bytes.Length / 2];
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), vector);
        return vector;
    }
}
