using System.Globalization;
using Grains.Memory;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Experts;
using WebFront.Surfaces.Marketplace.Users;

namespace WebFront.Surfaces.Marketplace.Analytics;

/// <summary>GET /api/v1/analytics/progress: the caller's goals and action items, by month.</summary>
internal sealed class GetProgress : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/analytics/progress", HandleAsync);

    private static async Task<Results<Ok<ProgressResponse>, Refused>> HandleAsync(
        HttpRequest request, Caller caller, IGrainFactory grains, TimeProvider clock, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var range = DateRange.Parse(query.Text("date_range", 100), clock.GetUtcNow());
        if (query.Refusal is { } refusal) return new Refused(refusal);
        if (range is not { } span) return new Refused(DateRange.Invalid);

        return TypedResults.Ok(ProgressResponse.From(await grains.Progress().GetAsync(caller.UserId, span.From, span.To, cancel)));
    }
}

/// <summary>The document names no members: those of the dashboard's <c>progress_metrics</c>, what they are made of, and the months.</summary>
internal sealed record ProgressResponse(
    int GoalsSet,
    int GoalsCompleted,
    int ActionItems,
    int ActionItemsCompleted,
    double ProgressScore,
    string ProgressScoreFormula,
    IReadOnlyList<MonthlyProgress> MonthlyProgress)
{
    private const string Formula = "min(1, (goals_completed + action_items_completed) / (goals_set + action_items))";

    public static ProgressResponse From(ProgressView view) => new(
        view.Total.GoalsSet,
        view.Total.GoalsCompleted,
        view.Total.ActionItems,
        view.Total.ActionItemsCompleted,
        view.Score,
        Formula,
        [.. view.Months.Select(Analytics.MonthlyProgress.From)]);
}

/// <param name="Month">Such as <c>2026-01</c>.</param>
internal sealed record MonthlyProgress(string Month, int GoalsSet, int GoalsCompleted, int ActionItems, int ActionItemsCompleted)
{
    public static MonthlyProgress From(ProgressFigures figures) => new(
        figures.Month!.Value.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        figures.GoalsSet,
        figures.GoalsCompleted,
        figures.ActionItems,
        figures.ActionItemsCompleted);
}
