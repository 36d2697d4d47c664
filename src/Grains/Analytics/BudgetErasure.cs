using Grains.Accounts;

namespace Grains.Analytics;

internal sealed class BudgetErasure(IGrainFactory grains) : IPersonalData
{
    public string Kind => "budget";

    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel)
    {
        var budget = grains.UserBudget(userId);
        var isSet = await budget.GetAsync(cancel) is not null;
        if (isSet) await budget.SetAsync(null, cancel);
        return new Erasure(isSet ? 1 : 0, 0);
    }
}
