using System.Globalization;
using Grains.Billing;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>A payment method as a client gives it.</summary>
/// <param name="Type">Only <c>card</c>.</param>
/// <param name="CardToken">From the gateway's payment form; never a card's number.</param>
internal sealed record PaymentMethodRequest(string? Type, string? CardToken)
{
    public string Token(Check check, string within = "")
    {
        check.OneOf(Type, $"{within}type", "card");
        return check.Text(CardToken, $"{within}card_token", 1, 200);
    }

    /// <summary>A token opens a card to charges.</summary>
    public override string ToString() => nameof(PaymentMethodRequest);
}

/// <param name="Expires">Month and year, <c>12/25</c>.</param>
internal sealed record PaymentMethodResponse(
    Guid Id, string Type, string Brand, string Last4, string Expires, int ExpMonth, int ExpYear, bool IsDefault, DateTimeOffset CreatedAt)
{
    public static PaymentMethodResponse From(CardView card) => new(
        card.CardId, "card", card.Brand, card.Last4, ExpiryOf(card), card.ExpiryMonth, card.ExpiryYear, card.IsDefault, card.AddedAt);

    public static string ExpiryOf(CardView card) => string.Create(CultureInfo.InvariantCulture, $"{card.ExpiryMonth:00}/{card.ExpiryYear % 100:00}");
}

internal sealed record BillingAddressBody(string? Line1, string? Line2, string? City, string? State, string? PostalCode, string? Country)
{
    public static BillingAddressBody From(BillingAddress address) =>
        new(address.Line1, address.Line2, address.City, address.State, address.PostalCode, address.Country);

    public BillingAddress ToAddress(Check check)
    {
        var country = check.Text(Country, "billing_address.country", 2, 2).ToUpperInvariant();
        check.That(country.All(char.IsAsciiLetterUpper), "billing_address.country", "Two letters of ISO 3166-1 are required.");
        return new BillingAddress(
            check.Text(Line1, "billing_address.line1", 1, 200),
            check.OptionalText(Line2, "billing_address.line2", 200),
            check.Text(City, "billing_address.city", 1, 200),
            check.OptionalText(State, "billing_address.state", 200),
            check.OptionalText(PostalCode, "billing_address.postal_code", 30),
            country);
    }

    /// <summary>Where somebody lives is not printed by accident.</summary>
    public override string ToString() => nameof(BillingAddressBody);
}

/// <param name="CustomerId">The gateway's id; null before there is a customer.</param>
/// <param name="Owed">What refunds and disputes took back beyond what was in the wallet; the next money pays it first.</param>
/// <param name="Sandbox">No real money moves.</param>
/// <param name="Livemode">Real cards are charged.</param>
internal sealed record CustomerResponse(
    Guid UserId,
    string? CustomerId,
    BillingAddressBody? BillingAddress,
    IReadOnlyList<PaymentMethodResponse> PaymentMethods,
    decimal Owed,
    string Gateway,
    bool Sandbox,
    bool Livemode)
{
    public static CustomerResponse From(BillingCustomerView view) => new(
        view.UserId,
        view.CustomerId,
        view.Address is { } address ? BillingAddressBody.From(address) : null,
        [.. view.Cards.Select(PaymentMethodResponse.From)],
        Money.FromMicros(view.OwedMicros),
        view.Gateway,
        view.Sandbox,
        view.LiveMode);
}
