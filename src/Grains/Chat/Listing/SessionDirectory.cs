using System.Text;
using Grains.Storage;

namespace Grains.Chat.Listing;

/// <summary>Reads what <see cref="SessionListingProjection"/> keeps.</summary>
internal sealed class SessionDirectory(IDatabase database)
{
    private const string Columns = """
        l.session_id, l.clone_id, l.expert_name, l.type, l.status, l.demo, l.started_at, l.ended_at, l.active_ticks, l.charged_micros,
        l.message_count, l.rating, (SELECT count(*) FROM summary_listing s WHERE s.session_id = l.session_id)
        """;

    public Task<SessionHistoryView> ListHistoryAsync(ListSessionHistory query, CancellationToken cancel) =>
        database.ReadAsync(sql => ListAsync(sql, query), cancel);

    private static async ValueTask<SessionHistoryView> ListAsync(ISql sql, ListSessionHistory query)
    {
        var where = new StringBuilder("WHERE l.owner_id = ?");
        var values = new List<SqlValue> { query.UserId };
        Filter(where, values, " AND l.started_at >= ?", query.From);
        Filter(where, values, " AND l.started_at < ?", query.Until);
        Filter(where, values, " AND l.clone_id = ?", query.ExpertId);

        var statistics = await sql.FirstAsync(
            $"""
            SELECT count(*), CAST(coalesce(sum(l.charged_micros), 0) AS BIGINT), CAST(coalesce(sum(l.active_ticks), 0) AS BIGINT),
                CAST(coalesce(sum(l.rating), 0) AS BIGINT), count(l.rating)
            FROM session_listing l {where}
            """,
            static row => new SessionStatisticsView(row.Int32(0), row.Int64(1), new TimeSpan(row.Int64(2)), Averages.Of(row.Int64(3), row.Int64(4))),
            [.. values]);

        // Which sessions make up a page is decided on the index alone, however far back it is.
        var sessions = await sql.QueryAsync(
            $"""
            SELECT {Columns}
            FROM (SELECT l.id FROM session_listing l {where} ORDER BY l.started_at DESC, l.id DESC LIMIT ? OFFSET ?) p
                JOIN session_listing l ON l.id = p.id
            ORDER BY l.started_at DESC, l.id DESC
            """,
            ReadSession,
            [.. values, query.Limit, (long)(query.Page - 1) * query.Limit]);
        return new SessionHistoryView([.. sessions], statistics!);
    }

    private static PastSessionView ReadSession(ISqlRow row) => new(
        row.Guid(0),
        row.Guid(1),
        row.Text(2),
        (SessionType)row.Int32(3),
        (SessionStatus)row.Int32(4),
        row.Bool(5),
        row.Time(6),
        row.IsNull(7) ? null : row.Time(7),
        new TimeSpan(row.Int64(8)),
        row.Int64(9),
        row.Int32(10),
        row.NullableInt32(11),
        HasSummary: row.Bool(12));

    private static void Filter(StringBuilder sql, List<SqlValue> values, string condition, SqlValue value)
    {
        if (value.IsNull) return;
        sql.Append(condition);
        values.Add(value);
    }
}
