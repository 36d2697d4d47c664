using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Billing;
using Grains.Outcomes;
using WebFront.Description;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>A payment into the wallet: an addition to the document.</summary>
/// <param name="Status"><c>pending</c>, <c>requires_action</c>, <c>completed</c> or <c>failed</c>.</param>
/// <param name="Refunded">What went back to the card.</param>
/// <param name="Disputed">What the card's holder disputes, or has taken back.</param>
/// <param name="Sandbox">No real money moved.</param>
internal sealed record TopUpResponse(
    Guid PaymentId,
    [property: WordsOf<PaymentStatus>] string Status,
    decimal Amount,
    string Currency,
    TopUpMethodResponse PaymentMethod,
    string? FailureReason,
    decimal Refunded,
    decimal Disputed,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SettledAt,
    bool Sandbox,
    bool Livemode)
{
    /// <summary>What the gateway's script in the browser is given to confirm the payment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClientSecret { get; init; }

    /// <summary>A page where the payment is confirmed, where the gateway has one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ActionUrl { get; init; }

    public static TopUpResponse From(PaymentView payment) => new(
        payment.PaymentId,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(payment.Status.ToString()),
        Money.FromMicros(payment.AmountMicros),
        payment.Currency,
        new TopUpMethodResponse(payment.Brand, payment.Last4),
        payment.Reason,
        Money.FromMicros(payment.RefundedMicros),
        Money.FromMicros(payment.DisputedMicros),
        payment.CreatedAt,
        payment.SettledAt,
        payment.Sandbox,
        payment.LiveMode)
    {
        ClientSecret = payment.ClientSecret,
        ActionUrl = payment.ActionUrl,
    };

    /// <summary>A declined payment in the shape of an error; the payment itself can still be read.</summary>
    public static Refusal Declined(PaymentView payment) => new(
        RefusalKind.PaymentRequired, $"billing.{payment.Reason}", "The payment was declined; the wallet is unchanged.");

    public override string ToString() => $"{nameof(TopUpResponse)} {PaymentId} {Status}";
}

internal sealed record TopUpMethodResponse(string Brand, string Last4);
