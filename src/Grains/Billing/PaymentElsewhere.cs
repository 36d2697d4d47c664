namespace Grains.Billing;

/// <summary>A payment that did not begin here: credit that was bought from Lago.</summary>
internal static class PaymentElsewhere
{
    /// <summary>The payment that a notice tells of for the first time; null where the notice is about a payment that must have begun here.</summary>
    public static PaymentState? Of(GatewayNotice notice, Guid userId, DateTimeOffset at) =>
        notice.Kind is not (NoticeKind.PaidElsewhere or NoticeKind.FailedElsewhere) ? null : new PaymentState
        {
            PaymentId = notice.PaymentId,
            UserId = userId,
            AmountMicros = notice.AmountMicros,
            RequestedMicros = notice.AmountMicros,
            Gateway = notice.Gateway,
            GatewayPaymentId = notice.GatewayPaymentId,
            LiveMode = notice.Gateway == GatewayNames.Lago,
            Sandbox = notice.Gateway == GatewayNames.LagoSandbox,
            CreatedAt = at,
        };
}
