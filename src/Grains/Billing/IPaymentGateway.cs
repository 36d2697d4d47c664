using Grains.Outcomes;

namespace Grains.Billing;

/// <summary>
/// Where money comes from: customers, their cards and payments with them. Every change is named by the caller, so that repeating it
/// does it once.
/// </summary>
/// <remarks>
/// What cannot be reached, or answers in a way that leaves the outcome unknown, is a <see cref="PaymentGatewayException"/>:
/// repeat the call under the same name.
/// </remarks>
internal interface IPaymentGateway
{
    /// <summary>Such as <c>stripe</c>; part of ledger accounts and operation ids, so never changed.</summary>
    string Name { get; }

    /// <summary>Whether it is the embedded one, which moves no money.</summary>
    bool IsSandbox { get; }

    /// <summary>Whether real cards are charged.</summary>
    bool IsLive { get; }

    /// <summary>The gateway's id of the user's customer, made where there is none.</summary>
    Task<string> CreateCustomerAsync(Guid userId, CancellationToken cancel);

    Task SetAddressAsync(string customerId, BillingAddress address, CancellationToken cancel);

    /// <summary>Keeps a card for the customer. Refused where the gateway does not take the token.</summary>
    /// <param name="operation">Names the change, at most 200 characters.</param>
    Task<Outcome<GatewayCard>> AttachCardAsync(string customerId, string token, string operation, CancellationToken cancel);

    /// <summary>Forgets a card. One that is gone already is fine.</summary>
    Task DetachCardAsync(string methodId, CancellationToken cancel);

    /// <summary>Forgets the customer and all cards. One that is gone already is fine.</summary>
    Task DeleteCustomerAsync(string customerId, CancellationToken cancel);

    /// <summary>Pays at once, without the card's holder being asked. The payment's id names it: the same id pays once, for at least a day.</summary>
    Task<GatewayPayment> PayAsync(PayOrder order, CancellationToken cancel);

    /// <summary>Null where there is no such payment.</summary>
    Task<GatewayPayment?> GetPaymentAsync(string gatewayPaymentId, CancellationToken cancel);

    /// <summary>The customer's payment with our id, if it reached the gateway.</summary>
    /// <param name="since">It was not made before.</param>
    Task<GatewayPayment?> FindPaymentAsync(string customerId, Guid paymentId, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Gives up a payment that is not paid, and answers it as it then is: it may have been paid meanwhile.</summary>
    Task<GatewayPayment> CancelPaymentAsync(string gatewayPaymentId, CancellationToken cancel);
}

/// <param name="MethodId">The gateway's id of the card.</param>
/// <param name="ExpiryYear">Four digits.</param>
internal sealed record GatewayCard(string MethodId, string Brand, string Last4, int ExpiryMonth, int ExpiryYear);

/// <param name="AmountMinor">In cents, above zero.</param>
internal sealed record PayOrder(Guid UserId, Guid PaymentId, string CustomerId, string MethodId, long AmountMinor);

internal enum GatewayPaymentStatus
{
    Succeeded,
    Failed,
    RequiresAction,
    Processing,
}

/// <param name="Id">The gateway's id; null where it refused before it made one.</param>
/// <param name="PaidMinor">What was really received, in cents.</param>
/// <param name="Currency">Lower case.</param>
/// <param name="UserId">Of the order, as the gateway keeps it; null where it is no payment of ours.</param>
/// <param name="PaymentId">Of the order.</param>
/// <param name="Reason">Of a failure, in the gateway's word.</param>
internal sealed record GatewayPayment(
    string? Id,
    GatewayPaymentStatus Status,
    long PaidMinor,
    string Currency,
    Guid? UserId,
    Guid? PaymentId,
    string? Reason,
    string? ClientSecret,
    string? ActionUrl)
{
    /// <summary>Whoever has the client secret can confirm the payment.</summary>
    public override string ToString() => $"{nameof(GatewayPayment)} {Id} {Status}";
}
