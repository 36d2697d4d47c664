using Grains.Analytics;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Analytics;

/// <summary>PUT /api/v1/analytics/budget: an addition. Sets what the caller means to spend in a calendar month, or with null takes it back.</summary>
internal sealed class PutBudget : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPut("/analytics/budget", HandleAsync);

    private static async Task<Results<Ok<BudgetResponse>, Refused>> HandleAsync(
        Body<PutBudgetRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var budget = check.Range(body.Value.MonthlyBudget, "monthly_budget", 0, 1_000_000m);
        if (check.Refusal is { } invalid) return new Refused(invalid);

        await grains.UserBudget(caller.UserId).SetAsync(budget is { } dollars ? Money.ToMicros(dollars) : null, cancel);
        return TypedResults.Ok(BudgetResponse.From(await grains.UserAnalytics().GetBudgetAsync(caller.UserId, cancel)));
    }
}

/// <param name="MonthlyBudget">0 to 1,000,000 dollars; null for none.</param>
internal sealed record PutBudgetRequest(decimal? MonthlyBudget);
