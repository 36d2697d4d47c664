using Grains.Accounts;

namespace Grains.Billing;

/// <summary>Customer, cards and address go, here and at the gateway.</summary>
internal sealed class BillingPersonalData(IGrainFactory grains) : IPersonalData
{
    public string Kind => "billing";

    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel) =>
        new(await grains.BillingAccount(userId).EraseAsync(cancel), 0);
}
