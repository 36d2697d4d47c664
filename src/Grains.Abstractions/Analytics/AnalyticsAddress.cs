namespace Grains.Analytics;

public static class AnalyticsAddress
{
    /// <summary>Workers are alike, so one key serves all.</summary>
    public static IUserAnalyticsGrain UserAnalytics(this IGrainFactory grains) => grains.GetGrain<IUserAnalyticsGrain>("users");

    /// <summary>Workers are alike, so one key serves all.</summary>
    public static ICreatorAnalyticsGrain CreatorAnalytics(this IGrainFactory grains) => grains.GetGrain<ICreatorAnalyticsGrain>("creators");

    public static IUserBudgetGrain UserBudget(this IGrainFactory grains, Guid userId) => grains.GetGrain<IUserBudgetGrain>($"budget-{userId:N}");
}
