using System.Text.Json;

namespace Grains.Storage.Sqlite;

/// <summary>The event log in SQLite.</summary>
internal sealed class SqliteEventLog(SqliteDatabase database, ProjectionSet projections) : IEventLog
{
    private const string Columns = "SELECT s.name, e.seq, e.epoch, e.type, e.at, e.data FROM streams s JOIN events e ON e.stream = s.id";
    private const string OfTypes = " AND e.type IN (SELECT value FROM json_each(?))";
    private const string Forwards = Columns + " WHERE s.name = ? AND e.seq > ? ORDER BY e.seq LIMIT ? OFFSET ?";
    private const string ForwardsOfTypes = Columns + " WHERE s.name = ? AND e.seq > ?" + OfTypes + " ORDER BY e.seq LIMIT ? OFFSET ?";
    private const string Backwards = Columns + " WHERE s.name = ? AND e.seq > ? ORDER BY e.seq DESC LIMIT ? OFFSET ?";
    private const string BackwardsOfTypes = Columns + " WHERE s.name = ? AND e.seq > ?" + OfTypes + " ORDER BY e.seq DESC LIMIT ? OFFSET ?";

    private const string Unfinished = """
        SELECT s.name FROM unfinished_streams u CROSS JOIN streams s ON s.id = u.stream
        WHERE s.name > ? AND s.name >= ? AND s.name < ?
        ORDER BY s.name LIMIT ?
        """;

    private const int MaxLimit = 10_000;

    public Task<StreamHead> GetHeadAsync(string stream, CancellationToken cancel) =>
        database.ReadAsync(connection => StoredStream.Find(connection, stream)?.Head ?? StreamHead.Empty, cancel);

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(StreamSlice slice, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slice.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slice.Limit, MaxLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(slice.Offset);

        return database.ReadAsync<IReadOnlyList<LoggedEvent>>(
            connection =>
            {
                var anyType = slice.Types.Count == 0;
                using var select = connection.Prepared((slice.Backwards, anyType) switch
                {
                    (false, true) => Forwards,
                    (false, false) => ForwardsOfTypes,
                    (true, true) => Backwards,
                    (true, false) => BackwardsOfTypes,
                });
                select.Bind(slice.Stream).Bind(slice.After);
                if (!anyType) select.Bind(JsonSerializer.Serialize(slice.Types));
                select.Bind(slice.Limit).Bind(slice.Offset);

                var events = new List<LoggedEvent>();
                while (select.Step()) events.Add(EventColumns.Read(select, first: 0));
                return events;
            },
            cancel);
    }

    public Task<AppendResult> AppendAsync(LogAppend append, CancellationToken cancel)
    {
        AppendRules.Check(append);
        var keys = EventAppender.KeysOf(append);
        return database.WriteAsync(connection => new EventAppender(connection, database.Memory, projections).Append(append, keys), cancel);
    }

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(string prefix, string after, int limit, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<string>>(
            connection =>
            {
                using var select = connection.Prepared(Unfinished);
                select.Bind(after).Bind(prefix).Bind(KeyPrefix.End(prefix)).Bind(limit);

                var streams = new List<string>();
                while (select.Step()) streams.Add(select.Text(0));
                return streams;
            },
            cancel);

    /// <summary>Rebuilds the read model from the first event, in one transaction: readers see the old rows until it is done, writers wait.</summary>
    public Task RebuildAsync(CancellationToken cancel) => database.WriteAsync(
        connection =>
        {
            SqliteProjections.RebuildAll(connection, projections);
            return true;
        },
        cancel);
}
