namespace Grains.Storage;

/// <summary>
/// Blobs in the database, for processes that share no directory. Content is written in parts of its own before the name points
/// to it, so a name never holds half of it, and a slow upload holds no transaction.
/// </summary>
internal sealed class DatabaseBlobStore(IDatabase database, TimeProvider clock) : IBlobStore
{
    private const int PartBytes = 512 * 1024;

    /// <summary>Parts that no name points to after this time are what a process that died was writing.</summary>
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(1);

    public async Task<long> PutAsync(string name, Stream content, long limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        BlobName.Check(name);
        var id = Guid.NewGuid();
        try
        {
            var length = await WriteAsync(id, content, limit, cancel);
            await database.WriteAsync(sql => PointAsync(sql, name, id, length), cancel);
            return length;
        }
        catch (StorageUnavailableException)
        {
            // The name may point to it already. If it does not, what is left is removed at a later start.
            throw;
        }
        catch
        {
            await database.ExecuteAsync("DELETE FROM blob_parts WHERE content = ?", [id], CancellationToken.None);
            throw;
        }
    }

    public Task<ReadOnlyMemory<byte>?> GetAsync(string name, CancellationToken cancel)
    {
        BlobName.Check(name);
        return database.ReadAsync(sql => ReadAsync(sql, name), cancel);
    }

    public Task DeleteAsync(string name, CancellationToken cancel)
    {
        BlobName.Check(name);
        return database.WriteAsync(
            async sql =>
            {
                await DropAsync(sql, name);
                return await sql.ExecuteAsync("DELETE FROM blobs WHERE name = ?", name);
            },
            cancel);
    }

    /// <summary>Removes what processes that died long ago were writing.</summary>
    public Task RemoveUnfinishedAsync(CancellationToken cancel) => database.ExecuteAsync(
        "DELETE FROM blob_parts WHERE at < ? AND NOT EXISTS (SELECT 1 FROM blobs b WHERE b.content = blob_parts.content)",
        [clock.GetUtcNow() - LongestUpload],
        cancel);

    private static async ValueTask<bool> PointAsync(ISql sql, string name, Guid id, long length)
    {
        await DropAsync(sql, name);
        await sql.ExecuteAsync(
            """
            INSERT INTO blobs (name, content, length) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET content = excluded.content, length = excluded.length
            """,
            name,
            id,
            length);
        return true;
    }

    private static ValueTask<int> DropAsync(ISql sql, string name) =>
        sql.ExecuteAsync("DELETE FROM blob_parts WHERE content = (SELECT content FROM blobs WHERE name = ?)", name);

    private static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(ISql sql, string name)
    {
        var found = await sql.QueryAsync("SELECT content, length FROM blobs WHERE name = ?", static row => (Id: row.Guid(0), Length: row.Int32(1)), name);
        if (found is not [var (id, length)]) return null;

        var whole = new byte[length];
        var at = 0;
        for (var number = 0; at < length; number++)
        {
            var part = await sql.FirstAsync("SELECT data FROM blob_parts WHERE content = ? AND number = ?", static row => row.Blob(0), id, number)
                ?? throw new InvalidOperationException("A part of a stored file is not there.");
            part.CopyTo(whole, at);
            at += part.Length;
        }

        return whole;
    }

    private async Task<long> WriteAsync(Guid id, Stream content, long limit, CancellationToken cancel)
    {
        var length = 0L;
        var buffer = new byte[PartBytes];
        for (var number = 0; ; number++)
        {
            var read = await content.ReadAtLeastAsync(buffer, PartBytes, throwOnEndOfStream: false, cancel);
            length += read;
            if (length > limit) throw new BlobTooLargeException(limit);
            if (read == 0) return length;

            await database.ExecuteAsync(
                "INSERT INTO blob_parts (content, number, at, data) VALUES (?, ?, ?, ?)",
                [id, number, clock.GetUtcNow(), new ReadOnlyMemory<byte>(buffer, 0, read)],
                cancel);
        }
    }
}
