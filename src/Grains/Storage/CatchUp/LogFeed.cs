namespace Grains.Storage.CatchUp;

internal sealed class LogFeed(IDatabase database) : ILogFeed
{
    public Task<long> GetEndAsync(CancellationToken cancel) => database.ReadAsync(
        static async sql =>
        {
            if (sql.Dialect.SettleAppends is { } settle) await sql.QueryAsync(settle, static _ => 0);
            return await sql.NumberAsync("SELECT coalesce(max(position), 0) FROM events");
        },
        cancel);

    public async Task<IReadOnlyList<PositionedEvent>> ReadAsync(FeedSlice slice, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfZero(slice.Types.Count);
        var query = $"""
            SELECT e.position, s.name, e.seq, e.epoch, e.type, e.at, e.data
            FROM events e JOIN streams s ON s.id = e.stream
            WHERE e.position > ? AND e.position <= ? AND e.type IN ({string.Join(", ", slice.Types.Select(static _ => "?"))})
            ORDER BY e.position LIMIT ?
            """;
        SqlValue[] values = [slice.After, slice.UpTo, .. slice.Types.Select(static type => (SqlValue)type), slice.Limit];
        return await database.ReadAsync(
            sql => sql.QueryAsync(query, static row => new PositionedEvent(row.Int64(0), EventColumns.Read(row, first: 1)), values), cancel);
    }
}
