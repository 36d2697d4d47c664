namespace Grains.Analytics;

internal sealed class UserBudgetGrain([PersistentState("analytics.user-budget", "grains")] IPersistentState<BudgetState> stored) : Grain, IUserBudgetGrain
{
    public Task<long?> GetAsync(CancellationToken cancel) => Task.FromResult(stored.State.MonthlyMicros);

    public async Task SetAsync(long? monthlyMicros, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(monthlyMicros ?? 0, nameof(monthlyMicros));
        if (stored.State.MonthlyMicros == monthlyMicros) return;

        try
        {
            if (monthlyMicros is null)
            {
                await stored.ClearStateAsync(CancellationToken.None);
                return;
            }

            stored.State = new BudgetState { MonthlyMicros = monthlyMicros };
            await stored.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            // What is stored is not known here: the next activation reads it.
            DeactivateOnIdle();
            throw;
        }
    }
}
