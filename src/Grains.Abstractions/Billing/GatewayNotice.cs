namespace Grains.Billing;

/// <summary>What an event of the gateway says of a payment.</summary>
[GenerateSerializer, Alias("billing.notice-kind")]
public enum NoticeKind
{
    Succeeded = 0,
    Failed = 1,

    /// <summary>The amount is all that was refunded of the payment so far.</summary>
    Refunded = 2,

    Disputed = 3,
    DisputeWon = 4,
    DisputeLost = 5,

    /// <summary>Money that was paid elsewhere, for this user's wallet.</summary>
    PaidElsewhere = 6,

    /// <summary>A payment elsewhere failed.</summary>
    FailedElsewhere = 7,
}

/// <summary>A verified event of a gateway.</summary>
/// <param name="EventId">Unique over all gateways, such as <c>stripe:evt_1</c>; applied once.</param>
/// <param name="GatewayPaymentId">The gateway's id of the payment.</param>
/// <param name="AmountMicros">In micro-USD; what it counts depends on the kind.</param>
/// <param name="Reason">Of a failure, in the gateway's word.</param>
/// <param name="DisputeId">Of a dispute.</param>
[GenerateSerializer, Immutable, Alias("billing.notice")]
public sealed record GatewayNotice(
    [property: Id(0)] string EventId,
    [property: Id(1)] NoticeKind Kind,
    [property: Id(2)] Guid PaymentId,
    [property: Id(3)] string Gateway,
    [property: Id(4)] string? GatewayPaymentId,
    [property: Id(5)] long AmountMicros,
    [property: Id(6)] string? Reason,
    [property: Id(7)] string? DisputeId);

[GenerateSerializer, Alias("billing.notice-result")]
public enum NoticeResult
{
    Applied = 0,

    /// <summary>It was applied before, or what it says was known.</summary>
    Duplicate = 1,

    /// <summary>It is about nothing of ours, or has no effect here.</summary>
    Ignored = 2,
}
