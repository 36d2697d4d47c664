using Grains.Outcomes;

namespace Grains.Billing;

/// <summary>One payment of the embedded sandbox gateway, which stands in for a real one where no key is set. No real money moves.</summary>
[Alias("billing.sandbox-payment")]
public interface ISandboxPaymentGrain : IGrainWithStringKey
{
    /// <summary>Makes the payment by its card's scenario. Repeating it answers the payment as it is; another order under its key is refused.</summary>
    [Alias("pay"), Repeatable]
    Task<Outcome<SandboxPaymentView>> PayAsync(SandboxOrder order, CancellationToken cancel);

    [Alias("get"), Repeatable]
    Task<Outcome<SandboxPaymentView>> GetAsync(CancellationToken cancel);

    /// <summary>What the card's holder says on the confirmation page. The first answer holds.</summary>
    [Alias("confirm"), Repeatable]
    Task<Outcome<SandboxPaymentView>> ConfirmAsync(bool approve, CancellationToken cancel);

    [Alias("cancel"), Repeatable]
    Task<Outcome<SandboxPaymentView>> CancelAsync(CancellationToken cancel);

    /// <summary>Sends the event that a dead process left unsent.</summary>
    [Alias("recover"), ResponseTimeout("00:01:30"), Repeatable]
    Task RecoverAsync(CancellationToken cancel);
}

/// <param name="AmountMinor">In cents.</param>
/// <param name="MethodId">A card of the sandbox; its id names its scenario.</param>
[GenerateSerializer, Immutable, Alias("billing.sandbox-order")]
public sealed record SandboxOrder(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] Guid PaymentId,
    [property: Id(2)] string CustomerId,
    [property: Id(3)] string MethodId,
    [property: Id(4)] long AmountMinor);

[GenerateSerializer, Alias("billing.sandbox-status")]
public enum SandboxStatus
{
    Succeeded = 0,
    Failed = 1,
    RequiresAction = 2,
    Cancelled = 3,
}

/// <param name="Reason">Of a failure.</param>
[GenerateSerializer, Immutable, Alias("billing.sandbox-payment-view")]
public sealed record SandboxPaymentView(
    [property: Id(0)] string GatewayPaymentId,
    [property: Id(1)] SandboxStatus Status,
    [property: Id(2)] SandboxOrder Order,
    [property: Id(3)] string? Reason,
    [property: Id(4)] DateTimeOffset CreatedAt);
