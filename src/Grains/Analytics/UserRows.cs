using Grains.Chat;
using Grains.Chat.Listing;
using Grains.Storage;

namespace Grains.Analytics;

/// <summary>
/// One user's rows of the sessions' read model, in one snapshot. Sessions count by their start, money by the day of its charge, so that a
/// period's money is what the ledger says of it.
/// </summary>
internal sealed class UserRows(ISql sql, Guid userId)
{
    private const string InPeriod = "l.owner_id = ? AND l.started_at >= ? AND l.started_at < ?";

    public async ValueTask<SessionTotalsView> TotalsAsync(Period period) => (await sql.FirstAsync(
        $"""
        SELECT count(*), CAST(coalesce(sum(l.demo), 0) AS BIGINT), CAST(coalesce(sum(l.active_ticks), 0) AS BIGINT),
            CAST(coalesce(sum(l.charged_micros), 0) AS BIGINT), CAST(coalesce(sum(l.message_count), 0) AS BIGINT), count(l.rating),
            CAST(coalesce(sum(l.rating), 0) AS BIGINT)
        FROM session_listing l WHERE {InPeriod}
        """,
        static row => new SessionTotalsView(
            row.Int32(0), row.Int32(1), new TimeSpan(row.Int64(2)), row.Int64(3), row.Int32(4), row.Int32(5), row.Int32(6)),
        userId, period.From, period.End))!;

    public async ValueTask<int> CountAsync(Period period) =>
        (int)await sql.NumberAsync($"SELECT count(*) FROM session_listing l WHERE {InPeriod}", userId, period.From, period.End);

    public ValueTask<long> SpentAsync(Period period) => sql.NumberAsync(
        "SELECT CAST(coalesce(sum(micros), 0) AS BIGINT) FROM session_spending WHERE owner_id = ? AND day >= ? AND day <= ?",
        userId, period.FirstDay, period.LastDay);

    public ValueTask<List<CategoryCountView>> CategoriesAsync(Period period) => sql.QueryAsync(
        $"""
        SELECT coalesce(l.category, c.category, 'Other'), count(*)
        FROM session_listing l LEFT JOIN expert_listing c ON c.clone_id = l.clone_id WHERE {InPeriod}
        GROUP BY coalesce(l.category, c.category, 'Other') ORDER BY 2 DESC, 1
        """,
        static row => new CategoryCountView(row.Text(0), row.Int32(1)),
        userId, period.From, period.End);

    public async ValueTask<List<StatusCountView>> StatusesAsync(Period period)
    {
        var counts = await CountByAsync("l.status", period);
        return [.. Enum.GetValues<SessionStatus>().Select(status => new StatusCountView(status, counts.GetValueOrDefault((long)status)))];
    }

    /// <summary>How many sessions were rated 1, 2, 3, 4 and 5.</summary>
    public async ValueTask<IEnumerable<int>> RatingsAsync(Period period)
    {
        var counts = await CountByAsync("coalesce(l.rating, 0)", period);
        return Enumerable.Range(1, 5).Select(rating => counts.GetValueOrDefault(rating));
    }

    public async ValueTask<List<TypeUsageView>> TypesAsync(Period period)
    {
        var usage = (await sql.QueryAsync(
            $"SELECT l.type, count(*), CAST(sum(l.active_ticks) AS BIGINT) FROM session_listing l WHERE {InPeriod} GROUP BY l.type",
            static row => (Type: row.Int64(0), Sessions: row.Int32(1), ActiveTime: new TimeSpan(row.Int64(2))),
            userId, period.From, period.End)).ToDictionary(static row => row.Type);
        var spent = (await sql.QueryAsync(
            "SELECT type, CAST(sum(micros) AS BIGINT) FROM session_spending WHERE owner_id = ? AND day >= ? AND day <= ? GROUP BY type",
            static row => KeyValuePair.Create(row.Int64(0), row.Int64(1)),
            userId, period.FirstDay, period.LastDay)).ToDictionary();
        return
        [
            .. Enum.GetValues<SessionType>().Select(type =>
            {
                var (_, sessions, time) = usage.GetValueOrDefault((long)type);
                return new TypeUsageView(type, sessions, time, spent.GetValueOrDefault((long)type));
            }),
        ];
    }

    /// <summary>Days on which a session started or something was charged.</summary>
    public async ValueTask<List<SessionStepView>> DaysAsync(Period period)
    {
        var days = (await sql.QueryAsync(
            $"""
            SELECT l.started_at / {TimeSpan.TicksPerDay}, count(*), CAST(sum(l.active_ticks) AS BIGINT), CAST(sum(l.message_count) AS BIGINT)
            FROM session_listing l WHERE {InPeriod} GROUP BY l.started_at / {TimeSpan.TicksPerDay}
            """,
            static row => new SessionStepView(Calendar.StartOfDay(row.Int64(0)), row.Int32(1), new TimeSpan(row.Int64(2)), row.Int32(3), 0),
            userId, period.From, period.End)).ToDictionary(static day => day.Start);
        var spent = await sql.QueryAsync(
            "SELECT day, CAST(sum(micros) AS BIGINT) FROM session_spending WHERE owner_id = ? AND day >= ? AND day <= ? GROUP BY day",
            static row => (Day: Calendar.StartOfDay(row.Int64(0)), Micros: row.Int64(1)),
            userId, period.FirstDay, period.LastDay);
        foreach (var (day, micros) in spent)
            days[day] = (days.GetValueOrDefault(day) ?? new SessionStepView(day, 0, TimeSpan.Zero, 0, 0)) with { SpentMicros = micros };
        return [.. days.Values];
    }

    /// <summary>Every expert of the period's sessions or charges, most sessions first, then the dearest.</summary>
    public async ValueTask<List<ExpertUsageView>> ExpertsAsync(Period period)
    {
        var usage = (await sql.QueryAsync(
            $"""
            SELECT l.clone_id, count(*), CAST(sum(l.active_ticks) AS BIGINT), CAST(sum(l.message_count) AS BIGINT),
                CAST(coalesce(sum(l.rating), 0) AS BIGINT), count(l.rating), max(l.started_at)
            FROM session_listing l WHERE {InPeriod} GROUP BY l.clone_id
            """,
            static row => new ExpertUsageView(
                row.Guid(0), "", "", row.Int32(1), new TimeSpan(row.Int64(2)), row.Int32(3), 0, Averages.Of(row.Int64(4), row.Int64(5)), row.Time(6)),
            userId, period.From, period.End)).ToDictionary(static expert => expert.CloneId);
        var spent = await sql.QueryAsync(
            "SELECT clone_id, CAST(sum(micros) AS BIGINT) FROM session_spending WHERE owner_id = ? AND day >= ? AND day <= ? GROUP BY clone_id",
            static row => (CloneId: row.Guid(0), Micros: row.Int64(1)),
            userId, period.FirstDay, period.LastDay);
        foreach (var (cloneId, micros) in spent)
            usage[cloneId] = (usage.GetValueOrDefault(cloneId) ?? new ExpertUsageView(cloneId, "", "", 0, TimeSpan.Zero, 0, 0, 0, null)) with { SpentMicros = micros };

        var named = new List<ExpertUsageView>(usage.Count);
        foreach (var expert in usage.Values) named.Add(await NamedAsync(expert));
        return [.. named.OrderByDescending(static expert => expert.Sessions).ThenByDescending(static expert => expert.SpentMicros).ThenBy(static expert => expert.CloneId)];
    }

    /// <summary>With the name and category that the expert had in the user's last session with it.</summary>
    private async ValueTask<ExpertUsageView> NamedAsync(ExpertUsageView expert)
    {
        var (name, category) = await sql.FirstAsync(
            """
            SELECT l.expert_name, coalesce(l.category, c.category, 'Other')
            FROM session_listing l LEFT JOIN expert_listing c ON c.clone_id = l.clone_id
            WHERE l.owner_id = ? AND l.clone_id = ? ORDER BY l.started_at DESC LIMIT 1
            """,
            static row => (row.Text(0), row.Text(1)),
            userId, expert.CloneId);
        return expert with { Name = name, Category = category };
    }

    private async ValueTask<Dictionary<long, int>> CountByAsync(string column, Period period) => (await sql.QueryAsync(
        $"SELECT {column}, count(*) FROM session_listing l WHERE {InPeriod} GROUP BY {column}",
        static row => KeyValuePair.Create(row.Int64(0), row.Int32(1)),
        userId, period.From, period.End)).ToDictionary();
}
