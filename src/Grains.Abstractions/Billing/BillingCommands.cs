namespace Grains.Billing;

/// <summary>Makes the customer at the payment gateway where there is none yet, and adds a card and an address where they are given.</summary>
/// <param name="CardId">Names the card that is added: the same id adds it once.</param>
/// <param name="CardToken">What the gateway's own form gave for a card; never a card number.</param>
[GenerateSerializer, Immutable, Alias("billing.save-customer")]
public sealed record SaveBillingCustomer(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] Guid CardId,
    [property: Id(2)] string? CardToken,
    [property: Id(3)] BillingAddress? Address)
{
    public override string ToString() => nameof(SaveBillingCustomer);
}

/// <param name="CardId">Names the card: the same id adds it once.</param>
/// <param name="CardToken">What the gateway's own form gave for a card; never a card number.</param>
/// <param name="MakeDefault">Pay with it from now on; the first card is the default in any case.</param>
[GenerateSerializer, Immutable, Alias("billing.add-card")]
public sealed record AddCard(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] Guid CardId,
    [property: Id(2)] string CardToken,
    [property: Id(3)] bool MakeDefault)
{
    public override string ToString() => nameof(AddCard);
}

[GenerateSerializer, Immutable, Alias("billing.remove-card")]
public sealed record RemoveCard([property: Id(0)] Guid CardId);

/// <param name="PaymentId">Names the payment: the same id pays once.</param>
/// <param name="AmountMicros">In micro-USD; whole cents within the limits of <c>Billing</c>.</param>
/// <param name="CardId">Null for the default card.</param>
[GenerateSerializer, Immutable, Alias("billing.start-top-up")]
public sealed record StartTopUp(
    [property: Id(0)] Guid PaymentId,
    [property: Id(1)] long AmountMicros,
    [property: Id(2)] Guid? CardId);

/// <param name="Page">From 1.</param>
/// <param name="Limit">1 to 100.</param>
[GenerateSerializer, Immutable, Alias("billing.list-payments")]
public sealed record ListPayments([property: Id(0)] int Page, [property: Id(1)] int Limit);
