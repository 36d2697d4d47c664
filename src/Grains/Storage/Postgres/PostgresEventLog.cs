namespace Grains.Storage.Postgres;

/// <summary>The event log in PostgreSQL.</summary>
internal sealed class PostgresEventLog(PostgresDatabase database, PostgresWriter writer) : IEventLog
{
    private const string Columns = "SELECT s.name, e.seq, e.epoch, e.type, e.at, e.data FROM streams s JOIN events e ON e.stream = s.id";

    private const string Unfinished = """
        SELECT name FROM streams
        WHERE unfinished = 1 AND name > ? AND name >= ? AND name < ?
        ORDER BY name LIMIT ?
        """;

    private const int MaxLimit = 10_000;

    public Task<StreamHead> GetHeadAsync(string stream, CancellationToken cancel) => database.ReadAsync(
        sql => sql.FirstAsync("SELECT seq, epoch FROM streams WHERE name = ?", static row => new StreamHead(row.Int64(0), row.Int64(1)), stream),
        cancel);

    public async Task<IReadOnlyList<LoggedEvent>> ReadAsync(StreamSlice slice, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slice.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slice.Limit, MaxLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(slice.Offset);

        var types = slice.Types.Count == 0 ? "" : $" AND e.type IN ({string.Join(", ", slice.Types.Select(static _ => "?"))})";
        var text = $"{Columns} WHERE s.name = ? AND e.seq > ?{types} ORDER BY e.seq {(slice.Backwards ? "DESC" : "ASC")} LIMIT ? OFFSET ?";
        return await database.ReadAsync(
            sql => sql.QueryAsync(
                text,
                static row => EventColumns.Read(row, first: 0),
                [slice.Stream, slice.After, .. slice.Types.Select(static type => (SqlValue)type), slice.Limit, slice.Offset]),
            cancel);
    }

    public Task<AppendResult> AppendAsync(LogAppend append, CancellationToken cancel)
    {
        AppendRules.Check(append);
        return writer.AddAsync(new AppendWork(append, cancel), cancel);
    }

    public async Task<IReadOnlyList<string>> ListUnfinishedAsync(string prefix, string after, int limit, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.QueryAsync(Unfinished, static row => row.Text(0), after, prefix, KeyPrefix.End(prefix), limit), cancel);

    /// <summary>Rebuilds the read model from the first event, in one transaction: readers see the old rows until it is done, writers wait.</summary>
    public async Task RebuildAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await database.OpenAsync();
        await using var connection = await database.ConnectAsync();
        await PostgresProjections.RebuildAsync(connection, database.Projections, all: true);
    }
}
