using System.Text.Json;
using Grains.Billing;

namespace Grains.Providers.Payments.Stripe;

/// <summary>Stripe's PaymentIntent in our words.</summary>
internal static class StripePayments
{
    /// <summary>The bank wants the card's holder to confirm; the payment can still be confirmed with its client secret.</summary>
    public const string AuthenticationRequired = "authentication_required";

    public static GatewayPayment Read(JsonElement intent)
    {
        var reason = intent.Member("last_payment_error") is { } error ? StripeAnswer.ReasonOf(error) : null;
        var status = StatusOf(intent.Text("status"), reason);
        return new GatewayPayment(
            intent.Text("id"),
            status,
            intent.Number("amount_received") ?? 0,
            intent.Text("currency") ?? "",
            intent.Ours(StripePaymentGateway.UserKey),
            intent.Ours(StripePaymentGateway.PaymentKey),
            status == GatewayPaymentStatus.Failed ? reason ?? intent.Text("cancellation_reason") ?? intent.Text("status") : null,
            status == GatewayPaymentStatus.RequiresAction ? intent.Text("client_secret") : null,
            intent.Member("next_action")?.Member("redirect_to_url")?.Text("url"));
    }

    private static GatewayPaymentStatus StatusOf(string? status, string? reason) => status switch
    {
        "succeeded" => GatewayPaymentStatus.Succeeded,
        "requires_action" => GatewayPaymentStatus.RequiresAction,
        "requires_payment_method" => reason == AuthenticationRequired ? GatewayPaymentStatus.RequiresAction : GatewayPaymentStatus.Failed,
        "canceled" => GatewayPaymentStatus.Failed,
        _ => GatewayPaymentStatus.Processing,
    };
}
