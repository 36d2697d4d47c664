using System.Collections.Immutable;

namespace Grains.Billing;

/// <summary>What is kept of a card: never its number.</summary>
/// <param name="ExpiryMonth">1 to 12.</param>
/// <param name="ExpiryYear">Four digits.</param>
[GenerateSerializer, Immutable, Alias("billing.card-view")]
public sealed record CardView(
    [property: Id(0)] Guid CardId,
    [property: Id(1)] string Brand,
    [property: Id(2)] string Last4,
    [property: Id(3)] int ExpiryMonth,
    [property: Id(4)] int ExpiryYear,
    [property: Id(5)] bool IsDefault,
    [property: Id(6)] DateTimeOffset AddedAt);

/// <param name="CustomerId">The gateway's id; null where there is no customer yet.</param>
/// <param name="OwedMicros">What refunds and disputes took back beyond what was in the wallet; the next money pays it first.</param>
/// <param name="Sandbox">No real money moves.</param>
[GenerateSerializer, Immutable, Alias("billing.customer-view")]
public sealed record BillingCustomerView(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string? CustomerId,
    [property: Id(2)] BillingAddress? Address,
    [property: Id(3)] ImmutableArray<CardView> Cards,
    [property: Id(4)] long OwedMicros,
    [property: Id(5)] string Gateway,
    [property: Id(6)] bool Sandbox,
    [property: Id(7)] bool LiveMode);

[GenerateSerializer, Alias("billing.payment-status")]
public enum PaymentStatus
{
    /// <summary>The gateway has not said how it went yet.</summary>
    Pending = 0,

    /// <summary>The card's bank wants its holder to confirm.</summary>
    RequiresAction = 1,

    /// <summary>The money is in the wallet.</summary>
    Completed = 2,

    /// <summary>Nothing was paid.</summary>
    Failed = 3,
}

/// <param name="Reason">Why it failed, in the gateway's word, such as <c>card_declined</c>.</param>
/// <param name="RefundedMicros">What went back to the card.</param>
/// <param name="DisputedMicros">What the card's holder disputes, or has taken back.</param>
/// <param name="ClientSecret">With <see cref="PaymentStatus.RequiresAction"/>, what the gateway's script in the browser is given.</param>
/// <param name="ActionUrl">With <see cref="PaymentStatus.RequiresAction"/>, a page where it is confirmed, where the gateway has one.</param>
[GenerateSerializer, Immutable, Alias("billing.payment-view")]
public sealed record PaymentView(
    [property: Id(0)] Guid PaymentId,
    [property: Id(1)] PaymentStatus Status,
    [property: Id(2)] long AmountMicros,
    [property: Id(3)] string Currency,
    [property: Id(4)] string Brand,
    [property: Id(5)] string Last4,
    [property: Id(6)] string? Reason,
    [property: Id(7)] long RefundedMicros,
    [property: Id(8)] long DisputedMicros,
    [property: Id(9)] DateTimeOffset CreatedAt,
    [property: Id(10)] DateTimeOffset? SettledAt,
    [property: Id(11)] bool Sandbox,
    [property: Id(12)] bool LiveMode,
    [property: Id(13)] string? ClientSecret,
    [property: Id(14)] string? ActionUrl)
{
    /// <summary>Whoever has the client secret can confirm the payment.</summary>
    public override string ToString() => $"{nameof(PaymentView)} {PaymentId} {Status}";
}

/// <param name="Total">Over all pages.</param>
[GenerateSerializer, Immutable, Alias("billing.payment-list-view")]
public sealed record PaymentListView([property: Id(0)] ImmutableArray<PaymentView> Payments, [property: Id(1)] int Total);
