using System.Collections.Immutable;
using Grains.Analytics;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Analytics;
using WebFront.Surfaces.Marketplace.Experts;
using Commands = Grains.Analytics;

namespace WebFront.Surfaces.Marketplace.Creators;

/// <summary>
/// GET /api/v1/creators/analytics/dashboard: what the caller's clones did and earned; zeros for who has none. How each figure is made: docs/analytics.md.
/// </summary>
internal sealed class GetCreatorDashboard : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/creators/analytics/dashboard", HandleAsync);

    private static async Task<Results<Ok<CreatorDashboardResponse>, Refused>> HandleAsync(
        HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var months = TrendMonths.Read(query);
        if (query.Refusal is { } refusal) return new Refused(refusal);

        var view = await grains.CreatorAnalytics().GetDashboardAsync(new Commands.GetCreatorDashboard(caller.UserId, months), cancel);
        return TypedResults.Ok(CreatorDashboardResponse.From(view));
    }
}

internal sealed record CreatorDashboardResponse(
    EarningsSummaryResponse EarningsSummary,
    SessionMetricsResponse SessionMetrics,
    UserRatingsResponse UserRatings,
    PerformanceTrendsResponse PerformanceTrends)
{
    public static CreatorDashboardResponse From(CreatorDashboardView view) => new(
        EarningsSummaryResponse.From(view.Totals),
        SessionMetricsResponse.From(view.Totals),
        UserRatingsResponse.From(view.Totals.RatingCounts),
        PerformanceTrendsResponse.From(view.Months));
}

/// <param name="ThisMonth">What was charged in this calendar month (UTC).</param>
/// <param name="SessionsCompleted">Sessions that have ended.</param>
/// <param name="AveragePerSession">Total earnings by all sessions, to the cent.</param>
internal sealed record EarningsSummaryResponse(decimal TotalEarnings, decimal ThisMonth, int SessionsCompleted, decimal AveragePerSession)
{
    public static EarningsSummaryResponse From(EarningTotalsView totals) => new(
        Money.FromMicros(totals.EarnedMicros),
        Money.FromMicros(totals.EarnedThisMonthMicros),
        totals.Ended,
        Figures.PerSession(totals.EarnedMicros, totals.Sessions));
}

/// <param name="AverageDuration">Minutes.</param>
/// <param name="CompletionRate">Of the sessions that have ended, the share in which a message was answered.</param>
/// <param name="RepeatUserRate">Of the users, the share with two sessions or more.</param>
internal sealed record SessionMetricsResponse(int TotalSessions, double AverageDuration, double CompletionRate, double RepeatUserRate)
{
    public static SessionMetricsResponse From(EarningTotalsView totals) => new(
        totals.Sessions,
        Figures.MinutesPerSession(totals.ActiveTime, totals.Sessions),
        Figures.Share(totals.Completed, totals.Ended),
        Figures.Share(totals.RepeatUsers, totals.Users));
}

internal sealed record UserRatingsResponse(double AverageRating, int TotalReviews, IReadOnlyDictionary<string, int> RatingDistribution)
{
    public static UserRatingsResponse From(ImmutableArray<int> counts) => new(Figures.AverageRating(counts), counts.Sum(), Figures.Distribution(counts));
}

/// <summary>As documented, oldest month first; <c>months</c> names them and is an addition.</summary>
/// <param name="SatisfactionTrend">The average rating of the month's sessions; 0 where none was rated.</param>
internal sealed record PerformanceTrendsResponse(
    IReadOnlyList<decimal> MonthlyEarnings, IReadOnlyList<int> MonthlySessions, IReadOnlyList<double> SatisfactionTrend, IReadOnlyList<string> Months)
{
    public static PerformanceTrendsResponse From(ImmutableArray<EarningMonthView> months) => new(
        [.. months.Select(static month => Money.FromMicros(month.EarnedMicros))],
        [.. months.Select(static month => month.Sessions)],
        [.. months.Select(static month => Math.Round(month.AverageRating, 2))],
        [.. months.Select(TrendMonths.NameOf)]);
}
