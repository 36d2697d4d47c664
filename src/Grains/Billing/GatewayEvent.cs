namespace Grains.Billing;

/// <summary>A gateway's event, read and not yet applied.</summary>
/// <param name="Id">Unique over all gateways.</param>
/// <param name="Type">As the gateway names it.</param>
/// <param name="Subject">Null where the type has no effect here.</param>
internal sealed record GatewayEvent(string Id, string Type, bool IsLive, GatewayEventSubject? Subject);

/// <param name="UserId">Of the payment, where the event says it.</param>
/// <param name="PaymentId">Ours, where the event says it.</param>
internal sealed record GatewayEventSubject(
    NoticeKind Kind, string GatewayPaymentId, Guid? UserId, Guid? PaymentId, long AmountMicros, string? Reason, string? DisputeId);
