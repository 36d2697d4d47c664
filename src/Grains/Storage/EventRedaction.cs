namespace Grains.Storage;

/// <summary>Redaction on any database. Nothing that a writer remembers of a stream, its end and its operations, is touched.</summary>
internal sealed class EventRedaction(IDatabase database) : IEventRedaction
{
    private const int PageSize = 200;

    private const string Select = """
        SELECT e.position, s.name, e.seq, e.epoch, e.type, e.at, e.data FROM streams s JOIN events e ON e.stream = s.id
        WHERE s.name = ? AND e.seq > ? ORDER BY e.seq LIMIT ?
        """;

    private const string Update = "UPDATE events SET data = ? WHERE position = ?";

    public async Task<int> RedactAsync(string stream, Func<LoggedEvent, ReadOnlyMemory<byte>> rewrite, CancellationToken cancel)
    {
        var (after, changed) = (0L, 0);
        while (true)
        {
            var from = after;
            var page = await database.WriteAsync(sql => RedactPageAsync(sql, stream, from, rewrite), cancel);
            changed += page.Changed;
            if (page.Read < PageSize) return changed;
            after = page.LastSeq;
        }
    }

    private static async ValueTask<Page> RedactPageAsync(ISql sql, string stream, long after, Func<LoggedEvent, ReadOnlyMemory<byte>> rewrite)
    {
        var events = await sql.QueryAsync(
            Select, static row => (Position: row.Int64(0), Logged: EventColumns.Read(row, first: 1)), stream, after, PageSize);
        var changed = 0;
        foreach (var (position, logged) in events)
        {
            var data = rewrite(logged);
            if (data.Span.SequenceEqual(logged.Data.Span)) continue;
            if (data.IsEmpty) throw new ArgumentException($"Event {logged.Seq} of type {logged.Type} would have no data.", nameof(rewrite));
            changed += await sql.ExecuteAsync(Update, data, position);
        }

        return new Page(events.Count, events.Count == 0 ? after : events[^1].Logged.Seq, changed);
    }

    private readonly record struct Page(int Read, long LastSeq, int Changed);
}
