using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Grains.Billing;
using Grains.Providers.Payments.Stripe;

namespace Grains.Providers.Payments.Sandbox;

/// <summary>The sandbox's events, in the shapes of the gateways that it stands in for.</summary>
internal static class SandboxEvents
{
    public static ImmutableArray<byte> Make(string paymentId, SandboxPayment payment, string type, DateTimeOffset at) => Bytes(new
    {
        id = string.Create(CultureInfo.InvariantCulture, $"evt_{paymentId}_{payment.Events}"),
        @object = "event",
        type,
        created = at.ToUnixTimeSeconds(),
        livemode = false,
        sandbox = true,
        data = new
        {
            @object = new
            {
                id = paymentId,
                @object = "payment_intent",
                status = payment.Status switch { SandboxStatus.Succeeded => "succeeded", SandboxStatus.Cancelled => "canceled", _ => "requires_payment_method" },
                amount = payment.Order.AmountMinor,
                amount_received = payment.Status == SandboxStatus.Succeeded ? payment.Order.AmountMinor : 0,
                currency = "usd",
                customer = payment.Order.CustomerId,
                payment_method = payment.Order.MethodId,
                last_payment_error = payment.Reason is null ? null : new { type = "card_error", code = payment.Reason },
                metadata = new Dictionary<string, string>
                {
                    [StripePaymentGateway.UserKey] = payment.Order.UserId.ToString("N"),
                    [StripePaymentGateway.PaymentKey] = payment.Order.PaymentId.ToString("N"),
                },
            },
        },
    });

    /// <summary>What Lago sends when the payment of an invoice for credit was decided.</summary>
    public static ImmutableArray<byte> MakeLago(SandboxLagoEvent command) => Bytes(new
    {
        webhook_type = "invoice.payment_status_updated",
        object_type = "invoice",
        organization_id = "sandbox",
        invoice = new
        {
            lago_id = command.InvoiceId,
            number = "SANDBOX-001",
            invoice_type = "credit",
            status = "finalized",
            payment_status = command.Succeeds ? "succeeded" : "failed",
            currency = "USD",
            total_amount_cents = command.AmountMicros / 10_000,
            customer = new { external_id = command.UserId },
        },
    });

    private static ImmutableArray<byte> Bytes<T>(T value) => ImmutableCollectionsMarshal.AsImmutableArray(JsonSerializer.SerializeToUtf8Bytes(value));
}
