using Grains.Outcomes;

namespace Grains.Analytics;

/// <summary>
/// What a user did and spent, from the read model of sessions, with all that was stored before it was asked. Demos count as sessions and time; they
/// cost nothing. A pool of workers per silo.
/// </summary>
[Alias("analytics.user")]
public interface IUserAnalyticsGrain : IGrainWithStringKey
{
    [Alias("dashboard"), Repeatable]
    Task<UserDashboardView> GetDashboardAsync(GetUserDashboard query, CancellationToken cancel);

    /// <summary>Figures by time, type and status.</summary>
    [Alias("sessions"), Repeatable]
    Task<SessionAnalyticsView> GetSessionsAsync(GetSessionAnalytics query, CancellationToken cancel);

    /// <summary>Every expert that the user met or paid in the period.</summary>
    [Alias("experts"), Repeatable]
    Task<ExpertUsageListView> ListExpertsAsync(ListExpertUsage query, CancellationToken cancel);

    /// <summary>The user's monthly budget and how this month stands against it.</summary>
    [Alias("budget"), Repeatable]
    Task<BudgetView> GetBudgetAsync(Guid userId, CancellationToken cancel);
}
