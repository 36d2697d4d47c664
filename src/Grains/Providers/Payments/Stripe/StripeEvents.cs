using System.Text.Json;
using Grains.Billing;
using Grains.Outcomes;

namespace Grains.Providers.Payments.Stripe;

/// <summary>
/// Stripe's events in our words. A type that has no effect here has no subject; amounts are of the smallest unit of a currency of
/// which only US dollars are ours.
/// </summary>
internal static class StripeEvents
{
    private const long MicrosInMinor = 10_000;
    private const int LongestId = 150;

    public static Outcome<GatewayEvent> Read(ReadOnlyMemory<byte> payload)
    {
        JsonElement root;
        try
        {
            root = JsonSerializer.Deserialize<JsonElement>(payload.Span);
        }
        catch (JsonException)
        {
            return BillingRefusals.BadEvent("body", "The event is no JSON.");
        }

        if (root.Text("id") is not { Length: > 0 and <= LongestId } id) return BillingRefusals.BadEvent("id", "The event has no id.");
        if (root.Text("type") is not { Length: > 0 and <= LongestId } type) return BillingRefusals.BadEvent("type", "The event has no type.");
        if (root.Member("data")?.Member("object") is not { ValueKind: JsonValueKind.Object } subject)
            return BillingRefusals.BadEvent("data.object", "The event has no object.");
        return new GatewayEvent($"stripe:{id}", type, root.Truth("livemode") ?? false, SubjectOf(type, subject));
    }

    private static GatewayEventSubject? SubjectOf(string type, JsonElement subject)
    {
        if (subject.Text("currency") is { } currency && currency != "usd") return null;
        return type switch
        {
            "payment_intent.succeeded" => Payment(subject, NoticeKind.Succeeded, subject.Number("amount_received"), null),
            "payment_intent.canceled" => Payment(subject, NoticeKind.Failed, 0, subject.Text("cancellation_reason") ?? "canceled"),
            "payment_intent.payment_failed" => Failure(subject),
            "charge.refunded" => Charge(subject, NoticeKind.Refunded, subject.Number("amount_refunded")),

            // An inquiry takes no money yet; where it becomes a dispute, the money that is withdrawn is told.
            "charge.dispute.created" or "charge.dispute.funds_withdrawn" => IsInquiry(subject) ? null : Dispute(subject, NoticeKind.Disputed),
            "charge.dispute.closed" => subject.Text("status") switch
            {
                "won" => Dispute(subject, NoticeKind.DisputeWon),
                "lost" => Dispute(subject, NoticeKind.DisputeLost),
                _ => null,
            },
            _ => null,
        };
    }

    private static GatewayEventSubject? Failure(JsonElement intent)
    {
        var reason = StripeAnswer.ReasonOf(intent.Member("last_payment_error"));
        return reason == StripePayments.AuthenticationRequired ? null : Payment(intent, NoticeKind.Failed, 0, reason);
    }

    private static GatewayEventSubject? Payment(JsonElement intent, NoticeKind kind, long? minor, string? reason) =>
        Make(kind, intent.Text("id"), intent, minor, reason, null);

    private static GatewayEventSubject? Charge(JsonElement charge, NoticeKind kind, long? minor) =>
        Make(kind, charge.Reference("payment_intent"), charge, minor, null, null);

    private static GatewayEventSubject? Dispute(JsonElement dispute, NoticeKind kind) =>
        dispute.Text("id") is { } id ? Make(kind, dispute.Reference("payment_intent"), dispute, dispute.Number("amount"), null, id) : null;

    private static GatewayEventSubject? Make(NoticeKind kind, string? gatewayPaymentId, JsonElement from, long? minor, string? reason, string? disputeId) =>
        gatewayPaymentId is null || minor is not (>= 0 and < long.MaxValue / MicrosInMinor) ? null : new GatewayEventSubject(
            kind, gatewayPaymentId, from.Ours(StripePaymentGateway.UserKey), from.Ours(StripePaymentGateway.PaymentKey), minor.Value * MicrosInMinor, reason, disputeId);

    private static bool IsInquiry(JsonElement dispute) => dispute.Text("status")?.StartsWith("warning_", StringComparison.Ordinal) ?? false;
}
