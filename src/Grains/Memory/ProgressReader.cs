using Grains.Storage;

namespace Grains.Memory;

/// <summary>Adds up goals and action items; also for other features' dashboards, so that all show the same figures.</summary>
internal static class ProgressReader
{
    /// <param name="from">Null for no limit.</param>
    /// <param name="to">The first instant after; null for no limit.</param>
    public static async ValueTask<ProgressView> ReadAsync(ISql sql, Guid userId, DateTimeOffset? from, DateTimeOffset? to)
    {
        var goals = await TimesAsync(sql, "memory_goals", userId);
        var items = await TimesAsync(sql, "action_items", userId);
        var months = new SortedDictionary<DateTimeOffset, int[]>();
        Count(months, goals.Select(goal => goal.Created), 0, from, to);
        Count(months, goals.Select(goal => goal.Completed), 1, from, to);
        Count(months, items.Select(item => item.Created), 2, from, to);
        Count(months, items.Select(item => item.Completed), 3, from, to);
        var sums = Enumerable.Range(0, 4).Select(figure => months.Values.Sum(month => month[figure])).ToArray();
        return new ProgressView(
            new ProgressFigures(null, sums[0], sums[1], sums[2], sums[3]),
            ScoreOf(sums[0], sums[1], sums[2], sums[3]),
            [.. months.Reverse().Select(month => new ProgressFigures(month.Key, month.Value[0], month.Value[1], month.Value[2], month.Value[3]))]);
    }

    /// <summary>
    /// (goals completed + action items completed) / (goals set + action items), at most 1, with 2 decimals; 0 where there is neither. What was
    /// completed in a stretch of time may have been set before it, hence the bound.
    /// </summary>
    public static double ScoreOf(int goalsSet, int goalsCompleted, int actionItems, int actionItemsCompleted)
    {
        var (done, all) = (goalsCompleted + actionItemsCompleted, goalsSet + actionItems);
        return done == 0 ? 0 : all == 0 ? 1 : Math.Round(Math.Min(1, (double)done / all), 2);
    }

    private static async ValueTask<List<(DateTimeOffset? Created, DateTimeOffset? Completed)>> TimesAsync(ISql sql, string table, Guid userId) =>
        await sql.QueryAsync(
            $"SELECT created_at, completed_at FROM {table} WHERE user_id = ?",
            static row => ((DateTimeOffset?)row.Time(0), row.IsNull(1) ? null : (DateTimeOffset?)row.Time(1)),
            userId);

    private static void Count(
        SortedDictionary<DateTimeOffset, int[]> months, IEnumerable<DateTimeOffset?> times, int figure, DateTimeOffset? from, DateTimeOffset? to)
    {
        foreach (var time in times)
        {
            if (time is not { } at || at < from || at >= to) continue;
            var month = new DateTimeOffset(at.Year, at.Month, 1, 0, 0, 0, TimeSpan.Zero);
            if (!months.TryGetValue(month, out var figures)) months[month] = figures = new int[4];
            figures[figure]++;
        }
    }
}
