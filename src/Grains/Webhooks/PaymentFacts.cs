using System.Text.Json;
using System.Text.Json.Nodes;
using Grains.Storage;

namespace Grains.Webhooks;

/// <summary>Payments of users as webhooks tell them. Of the billing log's payments only what a receiver is told is read.</summary>
internal static class PaymentFacts
{
    public const string Completed = "billing.payment-completed";
    public const string Failed = "billing.payment-failed";

    /// <summary>Null where it is no payment's ending, or that of a user whose account is gone.</summary>
    public static WebhookFact? Read(LoggedEvent logged)
    {
        if (logged.Type is not (Completed or Failed)) return null;
        var payment = JsonSerializer.Deserialize<Payment>(logged.Data.Span, StorageJson.Options)!;
        if (payment.UserId == Guid.Empty) return null;

        var data = new JsonObject
        {
            ["payment_id"] = payment.PaymentId.ToString(),
            ["user_id"] = payment.UserId.ToString(),
            ["amount"] = WebhookMoney.Dollars(payment.AmountMicros),
            ["currency"] = payment.Currency,
            ["status"] = logged.Type == Completed ? "completed" : "failed",
            ["reason"] = payment.Reason,
            ["sandbox"] = payment.Sandbox,
        };
        return WebhookFacts.OfOne(logged, logged.Type == Completed ? WebhookEvents.PaymentCompleted : WebhookEvents.PaymentFailed, payment.UserId, data);
    }

    private sealed record Payment(Guid PaymentId, Guid UserId, long AmountMicros, string Currency, string? Reason, bool Sandbox);
}
