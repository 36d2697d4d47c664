using Grains.Outcomes;
using Microsoft.Extensions.Primitives;

namespace WebFront.Surfaces.Marketplace.Analytics;

/// <summary>The parts of the dashboard that were asked for, repeated or separated by commas; without any, all.</summary>
internal static class DashboardMetrics
{
    public const string Sessions = "session_stats";
    public const string Spending = "spending_summary";
    public const string Favorites = "favorite_experts";
    public const string Progress = "progress_metrics";
    public const string Categories = "category_breakdown";

    private static readonly string[] All = [Sessions, Spending, Favorites, Progress, Categories];

    public static Outcome<IReadOnlySet<string>> Read(IQueryCollection query)
    {
        // Some clients mark a repeated parameter with brackets.
        var values = StringValues.Concat(query["metrics"], query["metrics[]"]);
        var names = values.SelectMany(static value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToHashSet();
        if (names.FirstOrDefault(name => !All.Contains(name)) is not null)
            return Refusal.Invalid("request.invalid", "metrics", $"Some of {string.Join(", ", All)} are required.");
        return names.Count == 0 ? All.ToHashSet() : names;
    }
}
