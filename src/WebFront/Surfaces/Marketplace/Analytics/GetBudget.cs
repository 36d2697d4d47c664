using Grains.Analytics;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Analytics;

/// <summary>GET /api/v1/analytics/budget: an addition. The caller's monthly budget and how this month stands against it.</summary>
internal sealed class GetBudget : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/analytics/budget", HandleAsync);

    private static async Task<Ok<BudgetResponse>> HandleAsync(Caller caller, IGrainFactory grains, CancellationToken cancel) =>
        TypedResults.Ok(BudgetResponse.From(await grains.UserAnalytics().GetBudgetAsync(caller.UserId, cancel)));
}

/// <param name="MonthlyBudget">Dollars; null where none is set.</param>
/// <param name="MonthlySpend">What was charged in this calendar month (UTC), dollars.</param>
/// <param name="Remaining">What is left of the budget, not below zero; null where none is set.</param>
/// <param name="BudgetStatus"><c>not_set</c>, <c>within_limit</c>, <c>near_limit</c> or <c>over_limit</c>.</param>
internal sealed record BudgetResponse(decimal? MonthlyBudget, decimal MonthlySpend, decimal? Remaining, [property: WordsOf<BudgetStatus>] string BudgetStatus)
{
    public static BudgetResponse From(BudgetView view) => new(
        view.MonthlyMicros is { } budget ? Money.FromMicros(budget) : null,
        Money.FromMicros(view.SpentMicros),
        view.MonthlyMicros is { } limit ? Money.FromMicros(Math.Max(0, limit - view.SpentMicros)) : null,
        BudgetNames.Of(view.Status));
}
