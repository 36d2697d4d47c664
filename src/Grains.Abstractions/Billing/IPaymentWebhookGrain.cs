using System.Collections.Immutable;
using Grains.Outcomes;

namespace Grains.Billing;

/// <summary>Takes in what payment gateways send: verifies the signature, then applies it to the account that it is about. A pool of workers.</summary>
[Alias("billing.webhooks")]
public interface IPaymentWebhookGrain : IGrainWithStringKey
{
    /// <summary>Refused with unauthenticated where the signature is not good or too old, with invalid where the event is malformed.</summary>
    [Alias("stripe"), ResponseTimeout("00:01:30"), Repeatable]
    Task<Outcome<WebhookReceipt>> ReceiveStripeAsync(StripeWebhook webhook, CancellationToken cancel);

    /// <inheritdoc cref="ReceiveStripeAsync"/>
    [Alias("lago"), ResponseTimeout("00:01:30"), Repeatable]
    Task<Outcome<WebhookReceipt>> ReceiveLagoAsync(LagoWebhook webhook, CancellationToken cancel);

    /// <summary>Which gateways there are.</summary>
    [Alias("gateway"), Repeatable]
    Task<GatewayView> GetGatewayAsync(CancellationToken cancel);

    /// <summary>
    /// Lets the sandbox send what Lago sends when this user has bought credit: signed with the sandbox's own key, through the same door.
    /// Not found where a key of Lago is set.
    /// </summary>
    [Alias("sandbox-lago"), ResponseTimeout("00:01:30"), Repeatable]
    Task<Outcome<WebhookReceipt>> SendSandboxLagoAsync(SandboxLagoEvent command, CancellationToken cancel);
}

/// <param name="Payload">The body as it came, to the byte.</param>
/// <param name="Signature">The <c>Stripe-Signature</c> header.</param>
[GenerateSerializer, Immutable, Alias("billing.stripe-webhook")]
public sealed record StripeWebhook([property: Id(0)] ImmutableArray<byte> Payload, [property: Id(1)] string? Signature);

/// <param name="Payload">The body as it came, to the byte.</param>
/// <param name="Signature">The <c>X-Lago-Signature</c> header.</param>
/// <param name="Algorithm">The <c>X-Lago-Signature-Algorithm</c> header: <c>hmac</c> or <c>jwt</c>; Lago's default is <c>jwt</c>.</param>
/// <param name="UniqueKey">The <c>X-Lago-Unique-Key</c> header.</param>
[GenerateSerializer, Immutable, Alias("billing.lago-webhook")]
public sealed record LagoWebhook(
    [property: Id(0)] ImmutableArray<byte> Payload,
    [property: Id(1)] string? Signature,
    [property: Id(2)] string? Algorithm,
    [property: Id(3)] string? UniqueKey);

/// <param name="InvoiceId">Lago's invoice.</param>
/// <param name="AmountMicros">In micro-USD, whole cents.</param>
/// <param name="Succeeds">Whether it was paid, or its payment failed.</param>
[GenerateSerializer, Immutable, Alias("billing.sandbox-lago-event")]
public sealed record SandboxLagoEvent(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] Guid InvoiceId,
    [property: Id(2)] long AmountMicros,
    [property: Id(3)] bool Succeeds);

/// <param name="Type">The event's type, as the gateway names it.</param>
[GenerateSerializer, Immutable, Alias("billing.webhook-receipt")]
public sealed record WebhookReceipt([property: Id(0)] string Type, [property: Id(1)] NoticeResult Result);

/// <param name="Sandbox">No real money moves.</param>
/// <param name="LiveMode">Real cards are charged.</param>
/// <param name="LagoSandbox">No key of Lago is set.</param>
[GenerateSerializer, Immutable, Alias("billing.gateway-view")]
public sealed record GatewayView(
    [property: Id(0)] string Name,
    [property: Id(1)] bool Sandbox,
    [property: Id(2)] bool LiveMode,
    [property: Id(3)] bool LagoSandbox);
