using Grains.Accounts;
using Grains.Storage;

namespace Grains.Billing;

/// <summary>
/// Customer, cards and address go, here and at the gateway. Invoices stay, because books must be kept for years and their numbers may have no
/// gap, and lose the link to their user; what was charged since the last one is put on a last one first.
/// </summary>
internal sealed class BillingPersonalData(IGrainFactory grains, InvoiceDirectory invoices, IEventRedaction redaction) : IPersonalData
{
    public string Kind => "billing";

    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel)
    {
        await grains.GetGrain<IInvoiceBookGrain>(IInvoiceBookGrain.Key).IssueAsync(userId, final: true, cancel);
        var kept = await invoices.CountAsync(userId, cancel);
        var removed = await grains.BillingAccount(userId).EraseAsync(cancel);
        await redaction.RedactAsync(BillingAccountAddress.KeyOf(userId), BillingRedaction.Of, cancel);
        return new Erasure(removed, kept);
    }
}
