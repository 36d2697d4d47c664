using Grains.Outcomes;

namespace Grains.Analytics;

/// <summary>How much a user means to spend in a calendar month (UTC). It informs and stops nothing.</summary>
[Alias("analytics.user-budget")]
public interface IUserBudgetGrain : IGrainWithStringKey
{
    /// <summary>Micro-USD; null where none is set.</summary>
    [Alias("get"), Repeatable]
    Task<long?> GetAsync(CancellationToken cancel);

    /// <param name="monthlyMicros">0 or more; null for none.</param>
    [Alias("set"), Repeatable]
    Task SetAsync(long? monthlyMicros, CancellationToken cancel);
}
