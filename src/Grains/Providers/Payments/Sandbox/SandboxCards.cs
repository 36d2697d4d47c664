namespace Grains.Providers.Payments.Sandbox;

/// <summary>
/// The cards of the sandbox, under the tokens of Stripe's test mode; no other token works, so that nobody mistakes it for the real thing.
/// A card's id names its scenario, and that is all that the sandbox knows of it.
/// </summary>
internal static class SandboxCards
{
    public const string MethodPrefix = "pm_sandbox_";

    /// <summary>Years from now would make a card's expiry move; this is far enough.</summary>
    private const int ExpiryYear = 2034;

    private static readonly Dictionary<string, SandboxCard> Tokens = new(StringComparer.Ordinal)
    {
        // The document's own example.
        ["stripe_card_token"] = Visa,
        ["tok_visa"] = Visa,
        ["pm_card_visa"] = Visa,
        ["tok_mastercard"] = new("mastercard", "mastercard", "4444", null),
        ["pm_card_mastercard"] = new("mastercard", "mastercard", "4444", null),
        ["tok_amex"] = new("amex", "amex", "8431", null),
        ["pm_card_amex"] = new("amex", "amex", "8431", null),
        ["tok_chargeDeclined"] = Declined,
        ["pm_card_chargeDeclined"] = Declined,
        ["tok_chargeDeclinedInsufficientFunds"] = InsufficientFunds,
        ["pm_card_chargeDeclinedInsufficientFunds"] = InsufficientFunds,
        ["tok_chargeDeclinedExpiredCard"] = Expired,
        ["pm_card_chargeDeclinedExpiredCard"] = Expired,
        ["pm_card_authenticationRequired"] = AuthenticationRequired,
        ["tok_threeDSecureRequired"] = AuthenticationRequired,
    };

    private static SandboxCard Visa => new("visa", "visa", "4242", null);

    private static SandboxCard Declined => new("declined", "visa", "0002", "card_declined");

    private static SandboxCard InsufficientFunds => new("nofunds", "visa", "9995", "insufficient_funds");

    private static SandboxCard Expired => new("expired", "visa", "0069", "expired_card");

    private static SandboxCard AuthenticationRequired => new("authenticate", "visa", "3155", null) { AsksHolder = true };

    public static int Year => ExpiryYear;

    public static SandboxCard? OfToken(string token) => Tokens.GetValueOrDefault(token);

    /// <summary>The card of an id that <see cref="MethodId"/> made.</summary>
    public static SandboxCard? OfMethod(string methodId) =>
        methodId.Split('_') is ["pm", "sandbox", var scenario, _] ? Tokens.Values.FirstOrDefault(card => card.Scenario == scenario) : null;

    public static string MethodId(SandboxCard card, string name) => $"{MethodPrefix}{card.Scenario}_{name}";
}

/// <param name="Decline">Why paying with it fails; null where it does not.</param>
internal sealed record SandboxCard(string Scenario, string Brand, string Last4, string? Decline)
{
    /// <summary>Its bank wants the holder to confirm each payment.</summary>
    public bool AsksHolder { get; init; }
}
