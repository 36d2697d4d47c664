using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Billing;

/// <summary>One user's customer at the payment gateway: cards, address and the payments that fill the wallet.</summary>
[Alias("billing.account")]
public interface IBillingAccountGrain : IGrainWithStringKey
{
    [Alias("get"), AlwaysInterleave, Repeatable]
    Task<BillingCustomerView> GetAsync(CancellationToken cancel);

    [Alias("save-customer"), ResponseTimeout("00:01:30"), Repeatable]
    Task<Outcome<BillingCustomerView>> SaveCustomerAsync(SaveBillingCustomer command, CancellationToken cancel);

    [Alias("add-card"), ResponseTimeout("00:01:30"), Repeatable]
    Task<Outcome<CardView>> AddCardAsync(AddCard command, CancellationToken cancel);

    [Alias("remove-card"), ResponseTimeout("00:01:30")]
    Task<Outcome<Done>> RemoveCardAsync(RemoveCard command, CancellationToken cancel);

    /// <summary>
    /// Pays with a card and adds the money to the wallet. What is not decided when this answers is <see cref="PaymentStatus.Pending"/>:
    /// it is asked for at the gateway until it is. The same payment id gets the first payment again; with another amount it is refused.
    /// </summary>
    [Alias("start-top-up"), ResponseTimeout("00:01:30"), Repeatable]
    Task<Outcome<PaymentView>> TopUpAsync(StartTopUp command, CancellationToken cancel);

    /// <summary>A payment; one that is still open is asked for at the gateway.</summary>
    [Alias("get-payment"), ResponseTimeout("00:01:30"), Repeatable]
    Task<Outcome<PaymentView>> GetPaymentAsync(Guid paymentId, CancellationToken cancel);

    /// <summary>Newest first.</summary>
    [Alias("list-payments"), AlwaysInterleave, Repeatable]
    Task<PaymentListView> ListPaymentsAsync(ListPayments query, CancellationToken cancel);

    /// <summary>Applies what a verified event of the gateway says. Repeating an event changes nothing, and their order does not matter.</summary>
    [Alias("apply"), ResponseTimeout("00:01:30"), Repeatable]
    Task<NoticeResult> ApplyAsync(GatewayNotice notice, CancellationToken cancel);

    /// <summary>Takes up what a dead process left: open payments, and debts that can be paid by now.</summary>
    [Alias("recover"), ResponseTimeout("00:01:30"), Repeatable]
    Task RecoverAsync(CancellationToken cancel);

    /// <summary>Removes customer, cards and address, here and at the gateway. Answers how many things were removed.</summary>
    [Alias("erase"), ResponseTimeout("00:01:30"), Repeatable]
    Task<int> EraseAsync(CancellationToken cancel);
}
