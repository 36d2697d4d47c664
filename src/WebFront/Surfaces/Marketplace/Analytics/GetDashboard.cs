using System.Text.Json.Serialization;
using Grains.Analytics;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Realtime;
using WebFront.Surfaces.Marketplace.Experts;

namespace WebFront.Surfaces.Marketplace.Analytics;

/// <summary>GET /api/v1/analytics/dashboard: what the caller did and spent in a period. How each figure is made: docs/analytics.md.</summary>
internal sealed class GetDashboard : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/analytics/dashboard", HandleAsync);

    private static async Task<Results<Ok<DashboardResponse>, Refused>> HandleAsync(
        HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var (_, days) = DateRanges.Read(query);
        if (query.Refusal is { } refusal) return new Refused(refusal);
        if (DashboardMetrics.Read(request.Query).IsRefused(out refusal, out var metrics)) return new Refused(refusal);

        var view = await grains.UserAnalytics().GetDashboardAsync(new GetUserDashboard(caller.UserId, days), cancel);
        return TypedResults.Ok(DashboardResponse.From(view, metrics));
    }
}

/// <summary>As documented; what was not asked for is left out.</summary>
internal sealed record DashboardResponse
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SessionStatsResponse? SessionStats { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SpendingSummaryResponse? SpendingSummary { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FavoriteExpertResponse>? FavoriteExperts { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProgressMetricsResponse? ProgressMetrics { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, int>? CategoryBreakdown { get; init; }

    public static DashboardResponse From(UserDashboardView view, IReadOnlySet<string> metrics) => new()
    {
        SessionStats = metrics.Contains(DashboardMetrics.Sessions) ? SessionStatsResponse.From(view) : null,
        SpendingSummary = metrics.Contains(DashboardMetrics.Spending) ? SpendingSummaryResponse.From(view) : null,
        FavoriteExperts = metrics.Contains(DashboardMetrics.Favorites) ? [.. view.Favorites.Select(FavoriteExpertResponse.From)] : null,
        ProgressMetrics = metrics.Contains(DashboardMetrics.Progress) ? ProgressMetricsResponse.From(view) : null,
        CategoryBreakdown = metrics.Contains(DashboardMetrics.Categories)
            ? view.Categories.ToDictionary(static category => category.Category, static category => category.Sessions)
            : null,
    };
}

internal sealed record SessionStatsResponse(int TotalSessions, double TotalDurationMinutes, double AverageSessionDuration, int SessionsThisMonth)
{
    public static SessionStatsResponse From(UserDashboardView view) => new(
        view.Sessions.Sessions,
        Display.Minutes(view.Sessions.ActiveTime),
        Display.Minutes(view.Sessions.Sessions == 0 ? TimeSpan.Zero : view.Sessions.ActiveTime / view.Sessions.Sessions),
        view.SessionsThisMonth);
}

/// <summary>As documented; <c>monthly_budget</c> is an addition.</summary>
/// <param name="TotalSpent">What was charged in the period, dollars.</param>
/// <param name="AveragePerSession">What the period's sessions were charged, by their number without demos, to the cent.</param>
/// <param name="MonthlySpend">What was charged in this calendar month.</param>
/// <param name="BudgetStatus"><c>not_set</c>, <c>within_limit</c>, <c>near_limit</c> or <c>over_limit</c>.</param>
internal sealed record SpendingSummaryResponse(
    decimal TotalSpent, decimal AveragePerSession, decimal MonthlySpend, [property: WordsOf<BudgetStatus>] string BudgetStatus, decimal? MonthlyBudget)
{
    public static SpendingSummaryResponse From(UserDashboardView view) => new(
        Money.FromMicros(view.SpentMicros),
        Figures.PerSession(view.Sessions.CostMicros, view.Sessions.Sessions - view.Sessions.Demos),
        Money.FromMicros(view.Budget.SpentMicros),
        BudgetNames.Of(view.Budget.Status),
        view.Budget.MonthlyMicros is { } budget ? Money.FromMicros(budget) : null);
}

/// <summary>As documented; <c>GET analytics/progress</c> says how the score is made.</summary>
internal sealed record ProgressMetricsResponse(int GoalsSet, int GoalsCompleted, int ActionItemsCompleted, double ProgressScore)
{
    public static ProgressMetricsResponse From(UserDashboardView view) => new(
        view.Progress.Total.GoalsSet, view.Progress.Total.GoalsCompleted, view.Progress.Total.ActionItemsCompleted, view.Progress.Score);
}

internal sealed record FavoriteExpertResponse(Guid ExpertId, string Name, int Sessions, decimal TotalCost, double AvgRating)
{
    public static FavoriteExpertResponse From(ExpertUsageView expert) =>
        new(expert.CloneId, expert.Name, expert.Sessions, Money.FromMicros(expert.SpentMicros), Math.Round(expert.AverageRating, 2));
}
