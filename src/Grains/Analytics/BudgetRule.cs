namespace Grains.Analytics;

/// <summary>How a month's spending stands against its budget.</summary>
internal static class BudgetRule
{
    public static BudgetStatus Of(long? monthlyMicros, long spentMicros)
    {
        if (monthlyMicros is not { } budget) return BudgetStatus.NotSet;
        if (spentMicros > budget) return BudgetStatus.OverLimit;

        // A budget of nothing that nothing was spent of is kept.
        return spentMicros > 0 && (Int128)spentMicros * 5 >= (Int128)budget * 4 ? BudgetStatus.NearLimit : BudgetStatus.WithinLimit;
    }
}
