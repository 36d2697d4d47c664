using Grains.Accounts;
using Grains.Analytics.Topics;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Analytics;

public static class AnalyticsSetup
{
    /// <summary>Dashboards of users and creators, over the read model of sessions.</summary>
    public static IServiceCollection AddAnalytics(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalData, BudgetErasure>();
        services.AddSingleton<TopicReader>();
        return services;
    }
}
