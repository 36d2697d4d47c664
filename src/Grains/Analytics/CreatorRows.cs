using Grains.Chat.Listing;
using Grains.Storage;

namespace Grains.Analytics;

/// <summary>
/// A creator's rows of the sessions' read model, or those of one clone, in one snapshot and without demos. Sessions count by their start, money by
/// its charge, so that a month's earnings are what the ledger says of it.
/// </summary>
/// <param name="cloneId">Null for all clones.</param>
internal sealed class CreatorRows(ISql sql, Guid creatorId, Guid? cloneId)
{
    /// <summary>What others think: creators' ratings of their own clones do not count.</summary>
    private const string OthersRating = "CASE WHEN owner_id <> creator_id THEN rating END";

    private readonly string sessions = $"creator_id = ?{(cloneId is null ? "" : " AND clone_id = ?")} AND demo = 0";
    private readonly string spending = $"creator_id = ?{(cloneId is null ? "" : " AND clone_id = ?")}";
    private readonly SqlValue[] owner = cloneId is { } one ? [creatorId, one] : [creatorId];

    public async ValueTask<EarningTotalsView> TotalsAsync(long thisMonth)
    {
        var (users, repeat) = await sql.FirstAsync(
            $"""
            SELECT count(*), CAST(coalesce(sum(CASE WHEN u.sessions > 1 THEN 1 ELSE 0 END), 0) AS BIGINT)
            FROM (SELECT owner_id, count(*) AS sessions FROM session_listing WHERE {sessions} GROUP BY owner_id) u
            """,
            static row => (row.Int32(0), row.Int32(1)),
            owner);
        var earned = await EarnedAsync("");
        var earnedThisMonth = await EarnedAsync(" AND month = ?", thisMonth);
        var ratings = await RatingsAsync();
        return (await sql.FirstAsync(
            $"""
            SELECT count(*), count(ended_at), CAST(coalesce(sum(CASE WHEN ended_at IS NOT NULL AND answer_count > 0 THEN 1 ELSE 0 END), 0) AS BIGINT),
                CAST(coalesce(sum(active_ticks), 0) AS BIGINT)
            FROM session_listing WHERE {sessions}
            """,
            row => new EarningTotalsView(
                earned, earnedThisMonth, row.Int32(0), row.Int32(1), row.Int32(2), new TimeSpan(row.Int64(3)), users, repeat, [.. ratings]),
            owner))!;
    }

    /// <summary>Every month from the first to the last.</summary>
    public async ValueTask<List<EarningMonthView>> MonthsAsync(long first, long last)
    {
        var started = (await sql.QueryAsync(
            $"""
            SELECT started_month, count(*), CAST(coalesce(sum({OthersRating}), 0) AS BIGINT), count({OthersRating})
            FROM session_listing WHERE {sessions} AND started_month >= ? GROUP BY started_month
            """,
            static row => (Month: row.Int64(0), Sessions: row.Int32(1), Rating: Averages.Of(row.Int64(2), row.Int64(3))),
            [.. owner, first])).ToDictionary(static month => month.Month);
        var earned = (await sql.QueryAsync(
            $"SELECT month, CAST(sum(micros) AS BIGINT) FROM session_spending WHERE {spending} AND month >= ? GROUP BY month",
            static row => KeyValuePair.Create(row.Int64(0), row.Int64(1)),
            [.. owner, first])).ToDictionary();

        var months = new List<EarningMonthView>();
        for (var month = first; month <= last; month++)
        {
            var (_, count, rating) = started.GetValueOrDefault(month);
            months.Add(new EarningMonthView(Calendar.StartOfMonth(month), count, earned.GetValueOrDefault(month), rating));
        }

        return months;
    }

    /// <summary>The newest sessions in which something was said, newest first.</summary>
    public ValueTask<List<Guid>> SpokenAsync(int limit) => sql.QueryAsync(
        $"SELECT session_id FROM session_listing WHERE {sessions} AND message_count > 0 ORDER BY started_at DESC, id DESC LIMIT ?",
        static row => row.Guid(0),
        [.. owner, limit]);

    private async ValueTask<IEnumerable<int>> RatingsAsync()
    {
        var counts = (await sql.QueryAsync(
            $"SELECT rating, count(*) FROM session_listing WHERE {sessions} AND owner_id <> creator_id AND rating IS NOT NULL GROUP BY rating",
            static row => KeyValuePair.Create(row.Int32(0), row.Int32(1)),
            owner)).ToDictionary();
        return Enumerable.Range(1, 5).Select(rating => counts.GetValueOrDefault(rating));
    }

    private ValueTask<long> EarnedAsync(string more, params SqlValue[] values) => sql.NumberAsync(
        $"SELECT CAST(coalesce(sum(micros), 0) AS BIGINT) FROM session_spending WHERE {spending}{more}", [.. owner, .. values]);
}
