using Grains.Outcomes;

namespace Grains.Billing;

/// <summary>Answers what users were charged: invoices, the open period, a session's bill. A pool of workers per silo.</summary>
[Alias("billing.directory")]
public interface IBillingDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Newest first. Months that have closed are invoiced before it answers.</summary>
    [Alias("invoices"), ResponseTimeout("00:01:00"), Repeatable]
    Task<InvoiceListView> ListInvoicesAsync(ListInvoices query, CancellationToken cancel);

    [Alias("invoice"), ResponseTimeout("00:01:00"), Repeatable]
    Task<Outcome<InvoiceView>> GetInvoiceAsync(Guid userId, Guid invoiceId, CancellationToken cancel);

    /// <summary>The open period. Months that have closed are invoiced before it answers.</summary>
    [Alias("usage"), ResponseTimeout("00:01:00"), Repeatable]
    Task<BillingUsageView> GetUsageAsync(Guid userId, CancellationToken cancel);

    /// <summary>
    /// The bill of a session that has ended; it moves nothing, since the session was charged while it ran. Refused with both figures where
    /// the client believes another one, and while the session runs.
    /// </summary>
    [Alias("charge"), Repeatable]
    Task<Outcome<SessionChargeView>> ChargeAsync(ChargeSession command, CancellationToken cancel);
}
