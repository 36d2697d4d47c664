using Grains.Outcomes;

namespace Grains.Analytics;

/// <summary>
/// What a creator's clones did and earned, from the read model of sessions, with all that was stored before it was asked. Demos do not count. A pool
/// of workers per silo.
/// </summary>
[Alias("analytics.creator")]
public interface ICreatorAnalyticsGrain : IGrainWithStringKey
{
    /// <summary>All of a creator's clones, deleted ones included.</summary>
    [Alias("dashboard"), Repeatable]
    Task<CreatorDashboardView> GetDashboardAsync(GetCreatorDashboard query, CancellationToken cancel);

    /// <summary>One clone; of somebody else's it tells nothing but zeros.</summary>
    [Alias("clone"), Repeatable]
    Task<CloneAnalyticsView> GetCloneAsync(GetCloneAnalytics query, CancellationToken cancel);
}
