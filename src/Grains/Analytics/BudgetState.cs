namespace Grains.Analytics;

/// <summary>What a user's budget grain stores.</summary>
[GenerateSerializer, Immutable, Alias("analytics.budget-state")]
internal sealed record BudgetState
{
    /// <summary>Micro-USD a calendar month; null where none is set.</summary>
    [Id(0)] public long? MonthlyMicros { get; init; }
}
