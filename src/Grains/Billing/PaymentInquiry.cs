namespace Grains.Billing;

/// <summary>How an open payment is asked for at the gateway, and what its answer means.</summary>
internal static class PaymentInquiry
{
    private const long MicrosInMinor = 10_000;

    /// <summary>Clocks of the gateway's side may be behind ours.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The payment as the gateway has it. One whose id at the gateway is not known is paid, again under the same name while the gateway
    /// remembers names, and after that looked for. Null where it never reached the gateway.
    /// </summary>
    /// <param name="giveUp">Cancel it where it is not decided.</param>
    public static async Task<GatewayPayment?> AskAsync(
        IPaymentGateway gateway, PaymentState payment, BillingOptions options, DateTimeOffset now, bool giveUp)
    {
        var age = now - payment.CreatedAt;
        var seen = payment.GatewayPaymentId is { } id ? await gateway.GetPaymentAsync(id, CancellationToken.None)
            : age < options.RepeatWithin && !giveUp ? await gateway.PayAsync(OrderOf(payment), CancellationToken.None)
            : await gateway.FindPaymentAsync(payment.CustomerId, payment.PaymentId, payment.CreatedAt - ClockDifference, CancellationToken.None);
        if (seen is not { Id: { } found, Status: GatewayPaymentStatus.RequiresAction }) return seen;
        return giveUp || age >= options.ConfirmWithin ? await gateway.CancelPaymentAsync(found, CancellationToken.None) : seen;
    }

    /// <summary>What the answer changes; null for nothing.</summary>
    public static BillingChange? Decide(BillingState account, PaymentState payment, GatewayPayment? seen, DateTimeOffset at)
    {
        if (payment.Status is PaymentStatus.Completed or PaymentStatus.Failed) return null;
        if (seen is null) return PaymentSettlement.Fail(account, payment, "not_submitted", at);

        var named = payment with { GatewayPaymentId = seen.Id ?? payment.GatewayPaymentId };
        return seen.Status switch
        {
            GatewayPaymentStatus.Succeeded => PaymentSettlement.Complete(account, named, MicrosOf(seen), at),
            GatewayPaymentStatus.Failed => PaymentSettlement.Fail(account, named, seen.Reason, at),
            GatewayPaymentStatus.RequiresAction => Update(account, payment, named with { Status = PaymentStatus.RequiresAction }),
            _ => Update(account, payment, named),
        };
    }

    private static PayOrder OrderOf(PaymentState payment) =>
        new(payment.UserId, payment.PaymentId, payment.CustomerId, payment.MethodId, payment.RequestedMicros / MicrosInMinor);

    /// <exception cref="PaymentGatewayException">Another currency than the one that was asked for.</exception>
    private static long MicrosOf(GatewayPayment seen) => seen.Currency == "usd"
        ? seen.PaidMinor * MicrosInMinor
        : throw new PaymentGatewayException("The gateway says that the payment was in another currency.");

    private static BillingChange? Update(BillingState account, PaymentState payment, PaymentState next) => payment == next
        ? null
        : new BillingChange(account with { Open = [.. account.Open.Select(open => open.PaymentId == next.PaymentId ? next : open)] })
        {
            Facts = [BillingLog.Fact(BillingLog.PaymentUpdated, next)],
        };
}
