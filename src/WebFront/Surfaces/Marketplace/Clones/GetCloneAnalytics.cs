using Grains.Analytics;
using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Analytics;
using WebFront.Surfaces.Marketplace.Experts;
using Commands = Grains.Analytics;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>GET /api/v1/clones/{clone_id}/analytics: what the caller's clone did and earned. How each figure is made: docs/analytics.md.</summary>
internal sealed class GetCloneAnalytics : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/clones/{cloneId:guid}/analytics", HandleAsync);

    private static async Task<Results<Ok<CloneAnalyticsResponse>, Refused>> HandleAsync(
        Guid cloneId, HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var months = TrendMonths.Read(query);
        if (query.Refusal is { } refusal) return new Refused(refusal);
        var owned = await grains.Clone(cloneId).GetAsync(caller.UserId, cancel);
        if (owned.IsRefused(out refusal, out _)) return new Refused(refusal);

        var view = await grains.CreatorAnalytics().GetCloneAsync(new Commands.GetCloneAnalytics(caller.UserId, cloneId, months), cancel);
        return TypedResults.Ok(CloneAnalyticsResponse.From(view));
    }
}

/// <param name="TotalEarnings">Dollars.</param>
/// <param name="AverageRating">1 to 5; 0 where none was rated.</param>
/// <param name="SessionDurationAvg">Minutes.</param>
/// <param name="PopularTopics">What users of two sessions or more talked about, most sessions first; at most 10.</param>
internal sealed record CloneAnalyticsResponse(
    int TotalSessions,
    decimal TotalEarnings,
    double AverageRating,
    int TotalUsers,
    double SessionDurationAvg,
    IReadOnlyList<string> PopularTopics,
    MonthlyTrendsResponse MonthlyTrends)
{
    public static CloneAnalyticsResponse From(CloneAnalyticsView view) => new(
        view.Totals.Sessions,
        Money.FromMicros(view.Totals.EarnedMicros),
        Figures.AverageRating(view.Totals.RatingCounts),
        view.Totals.Users,
        Figures.MinutesPerSession(view.Totals.ActiveTime, view.Totals.Sessions),
        view.Topics,
        MonthlyTrendsResponse.From(view));
}

/// <summary>As documented, oldest month first; <c>months</c> names them and is an addition.</summary>
internal sealed record MonthlyTrendsResponse(IReadOnlyList<int> Sessions, IReadOnlyList<decimal> Earnings, IReadOnlyList<string> Months)
{
    public static MonthlyTrendsResponse From(CloneAnalyticsView view) => new(
        [.. view.Months.Select(static month => month.Sessions)],
        [.. view.Months.Select(static month => Money.FromMicros(month.EarnedMicros))],
        [.. view.Months.Select(TrendMonths.NameOf)]);
}
