using Grains.Outcomes;

namespace Grains.Billing;

/// <summary>Numbers invoices: the one writer of the books of all years. One per cluster.</summary>
[Alias("billing.invoice-book")]
public interface IInvoiceBookGrain : IGrainWithStringKey
{
    /// <summary>The only key.</summary>
    const string Key = "invoices";

    /// <summary>Issues what is due of all months that have closed, for all users. Answers how many invoices were issued.</summary>
    [Alias("close-months"), ResponseTimeout("00:10:00"), Repeatable]
    Task<int> CloseMonthsAsync(CancellationToken cancel);

    /// <summary>Issues what is due of one user. Repeating it issues nothing twice.</summary>
    /// <param name="final">The month that is still open, too, since the user leaves.</param>
    [Alias("issue"), ResponseTimeout("00:01:00"), Repeatable]
    Task<int> IssueAsync(Guid userId, bool final, CancellationToken cancel);
}
