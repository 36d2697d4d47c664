using Grains.Analytics;

namespace WebFront.Surfaces.Marketplace.Analytics;

internal static class BudgetNames
{
    public static string Of(BudgetStatus status) => status switch
    {
        BudgetStatus.NotSet => "not_set",
        BudgetStatus.WithinLimit => "within_limit",
        BudgetStatus.NearLimit => "near_limit",
        BudgetStatus.OverLimit => "over_limit",
        _ => throw new InvalidOperationException($"Unknown status {status}."),
    };
}
