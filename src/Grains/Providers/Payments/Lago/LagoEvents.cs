using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grains.Billing;
using Grains.Outcomes;
using Grains.Providers.Payments.Stripe;

namespace Grains.Providers.Payments.Lago;

/// <summary>
/// Lago's webhooks in our words. Wallets are ours and sessions are charged here, so of Lago only money counts: an invoice for credit that
/// was paid fills the wallet of the customer whose <c>external_id</c> is a user's id, one whose payment failed is told, and a lost dispute
/// takes the money back. All else, invoices for usage that are created or drafted among it, has no subject.
/// </summary>
internal static class LagoEvents
{
    private const long MicrosInMinor = 10_000;
    private const int LongestText = 150;

    /// <param name="uniqueKey">Lago's own name of the webhook, the same for each of its tries.</param>
    public static Outcome<GatewayEvent> Read(ReadOnlyMemory<byte> payload, string? uniqueKey)
    {
        if (uniqueKey is not { Length: > 0 and <= LongestText }) return BillingRefusals.BadEvent("X-Lago-Unique-Key", "The header is required.");
        JsonElement root;
        try
        {
            root = JsonSerializer.Deserialize<JsonElement>(payload.Span);
        }
        catch (JsonException)
        {
            return BillingRefusals.BadEvent("body", "The event is no JSON.");
        }

        if (root.Text("webhook_type") is not { Length: > 0 and <= LongestText } type) return BillingRefusals.BadEvent("webhook_type", "The event has no type.");
        if (root.Text("object_type") is not { Length: > 0 } kind || root.Member(kind) is not { ValueKind: JsonValueKind.Object } subject)
            return BillingRefusals.BadEvent("object_type", "The event has no object.");
        return new GatewayEvent($"lago:{uniqueKey}", type, true, SubjectOf(type, subject));
    }

    /// <summary>Our id of the payment of an invoice, always the same.</summary>
    public static Guid PaymentIdOf(string invoiceId) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"lago-invoice:{invoiceId}")).AsSpan(0, 16));

    private static GatewayEventSubject? SubjectOf(string type, JsonElement subject) => type switch
    {
        "invoice.payment_status_updated" => subject.Text("payment_status") switch
        {
            "succeeded" => Invoice(subject, NoticeKind.PaidElsewhere),
            "failed" => Invoice(subject, NoticeKind.FailedElsewhere),
            _ => null,
        },
        "invoice.payment_dispute_lost" => subject.Member("invoice") is { } invoice ? Invoice(invoice, NoticeKind.Disputed) : null,
        _ => null,
    };

    private static GatewayEventSubject? Invoice(JsonElement invoice, NoticeKind kind)
    {
        if (invoice.Text("invoice_type") != "credit" || !string.Equals(invoice.Text("currency"), "USD", StringComparison.OrdinalIgnoreCase)) return null;
        if (invoice.Text("lago_id") is not { Length: > 0 and <= LongestText } id) return null;
        if (invoice.Number("total_amount_cents") is not { } cents || cents is <= 0 or >= long.MaxValue / MicrosInMinor) return null;
        if (!Guid.TryParse(invoice.Member("customer")?.Text("external_id"), out var userId)) return null;
        var reason = kind == NoticeKind.FailedElsewhere ? "payment_failed" : null;
        var disputeId = kind == NoticeKind.Disputed ? id : null;
        return new GatewayEventSubject(kind, id, userId, PaymentIdOf(id), cents * MicrosInMinor, reason, disputeId);
    }
}
