using Grains.Storage;
using Grains.Wallets;

namespace Grains.Billing;

/// <summary>
/// What a gateway's word does to a payment, the account and the ledger: pure, whatever comes first or twice. Money that came in is
/// <c>system:payments-…</c> to the wallet; what goes back is the reverse, as far as the wallet has it, and the rest is owed.
/// </summary>
internal static class PaymentSettlement
{
    /// <summary>The next state, or null where the notice says nothing new.</summary>
    /// <param name="walletMicros">What the wallet holds outside of sessions.</param>
    public static BillingChange? Apply(BillingState account, PaymentState payment, GatewayNotice notice, long walletMicros, DateTimeOffset at)
    {
        if (notice.GatewayPaymentId is { } id && payment.GatewayPaymentId is null) payment = payment with { GatewayPaymentId = id };
        return notice.Kind switch
        {
            NoticeKind.Succeeded or NoticeKind.PaidElsewhere => Complete(account, payment, notice.AmountMicros, at),
            NoticeKind.Failed or NoticeKind.FailedElsewhere => Fail(account, payment, notice.Reason, at),
            NoticeKind.Refunded => Refund(account, payment, notice.AmountMicros, walletMicros, at),
            NoticeKind.Disputed => Dispute(account, payment, notice, walletMicros, at),
            NoticeKind.DisputeWon => Win(account, payment, notice, at),
            NoticeKind.DisputeLost => null,
            _ => throw new InvalidOperationException($"Unknown notice {notice.Kind}."),
        };
    }

    public static BillingChange? Complete(BillingState account, PaymentState payment, long paidMicros, DateTimeOffset at)
    {
        if (payment.Status == PaymentStatus.Completed || paidMicros <= 0) return null;
        var completed = payment with { Status = PaymentStatus.Completed, AmountMicros = paidMicros, Reason = null, SettledAt = at };
        var operation = $"payment:{payment.PaymentId:N}";
        var owed = Math.Min(account.OwedMicros, paidMicros);
        var postings = new List<Posting> { new(operation, Source(payment), Wallet(account), paidMicros, "payment", payment.PaymentId.ToString("N")) };
        if (owed > 0) postings.Add(new Posting($"{operation}:owed", Wallet(account), Source(payment), owed, "owed", payment.PaymentId.ToString("N")));
        return new BillingChange(Closed(account, payment) with { OwedMicros = account.OwedMicros - owed })
        {
            Facts = [BillingLog.Fact(BillingLog.PaymentCompleted, completed, $"payment-completed:{payment.PaymentId:N}")],
            Postings = postings,
        };
    }

    /// <summary>A payment that failed can still be paid by another attempt; one that is paid cannot fail any more.</summary>
    public static BillingChange? Fail(BillingState account, PaymentState payment, string? reason, DateTimeOffset at)
    {
        if (payment.Status is PaymentStatus.Completed or PaymentStatus.Failed) return null;
        var failed = payment with { Status = PaymentStatus.Failed, Reason = reason ?? "unknown", SettledAt = at };
        return new BillingChange(Closed(account, payment))
        {
            Facts = [BillingLog.Fact(BillingLog.PaymentFailed, failed, $"payment-failed:{payment.PaymentId:N}")],
        };
    }

    /// <summary>What is owed, as far as the wallet has it by now.</summary>
    public static BillingChange? Collect(BillingState account, string gateway, long walletMicros, long seq)
    {
        var taken = Math.Min(account.OwedMicros, walletMicros);
        if (taken <= 0) return null;
        return new BillingChange(account with { OwedMicros = account.OwedMicros - taken })
        {
            Postings = [new Posting($"owed:{account.UserId:N}:{seq}", Wallet(account), $"system:payments-{gateway}", taken, "owed", account.UserId.ToString("N"))],
        };
    }

    private static BillingChange? Refund(BillingState account, PaymentState payment, long refundedMicros, long walletMicros, DateTimeOffset at)
    {
        // A charge that was refunded had been paid, even where nobody has told us that yet.
        var paid = Paid(account, payment, at);
        var due = Math.Min(refundedMicros, paid.Payment.AmountMicros) - paid.Payment.RefundedMicros;
        if (due <= 0) return null;
        var refunded = paid.Payment with { RefundedMicros = paid.Payment.RefundedMicros + due };
        var operation = $"refund:{payment.PaymentId:N}:{refunded.RefundedMicros}";
        return TakeBack(paid, refunded, BillingLog.PaymentRefunded, operation, due, walletMicros, "refund");
    }

    private static BillingChange? Dispute(BillingState account, PaymentState payment, GatewayNotice notice, long walletMicros, DateTimeOffset at)
    {
        var disputeId = notice.DisputeId!;
        if (payment.Disputes.Any(known => known.DisputeId == disputeId)) return null;
        var paid = Paid(account, payment, at);
        var left = paid.Payment.AmountMicros - paid.Payment.RefundedMicros - paid.Payment.DisputedMicros;
        var due = Math.Clamp(notice.AmountMicros, 0, Math.Max(0, left));
        var disputed = paid.Payment with { Disputes = paid.Payment.Disputes.Add(new DisputeState(disputeId, due, Won: false)) };
        return TakeBack(paid, disputed, BillingLog.PaymentDisputed, $"dispute:{payment.PaymentId:N}:{disputeId}", due, walletMicros, "dispute");
    }

    private static BillingChange? Win(BillingState account, PaymentState payment, GatewayNotice notice, DateTimeOffset at)
    {
        var known = payment.Disputes.FirstOrDefault(dispute => dispute.DisputeId == notice.DisputeId);
        if (known is { Won: true }) return null;

        // Heard of before the dispute itself: then that will find it decided and take nothing.
        var paid = Paid(account, payment, at);
        var disputes = known is null ? paid.Payment.Disputes : paid.Payment.Disputes.Remove(known);
        var won = paid.Payment with { Disputes = disputes.Add(new DisputeState(notice.DisputeId!, known?.AmountMicros ?? 0, Won: true)) };
        var back = known?.AmountMicros ?? 0;
        var forgiven = Math.Min(paid.Account.OwedMicros, back);
        var operation = $"dispute-won:{payment.PaymentId:N}:{notice.DisputeId}";
        var postings = paid.Postings;
        if (back > forgiven)
            postings = [.. postings, new Posting(operation, Source(payment), Wallet(account), back - forgiven, "dispute-won", payment.PaymentId.ToString("N"))];
        return new BillingChange(paid.Account with { OwedMicros = paid.Account.OwedMicros - forgiven })
        {
            Facts = [.. paid.Facts, BillingLog.Fact(BillingLog.DisputeWon, won, operation)],
            Postings = postings,
        };
    }

    private static BillingChange TakeBack(
        PaidPayment paid, PaymentState next, string type, string operation, long due, long walletMicros, string kind)
    {
        var inWallet = walletMicros + paid.Postings.Where(posting => posting.To == Wallet(paid.Account)).Sum(posting => posting.AmountMicros)
            - paid.Postings.Where(posting => posting.From == Wallet(paid.Account)).Sum(posting => posting.AmountMicros);
        var taken = Math.Min(due, Math.Max(0, inWallet));
        var postings = paid.Postings;
        if (taken > 0) postings = [.. postings, new Posting(operation, Wallet(paid.Account), Source(next), taken, kind, next.PaymentId.ToString("N"))];
        return new BillingChange(paid.Account with { OwedMicros = paid.Account.OwedMicros + due - taken })
        {
            Facts = [.. paid.Facts, BillingLog.Fact(type, next, operation)],
            Postings = postings,
        };
    }

    private static PaidPayment Paid(BillingState account, PaymentState payment, DateTimeOffset at)
    {
        if (Complete(account, payment, payment.AmountMicros, at) is not { } change) return new PaidPayment(account, payment, [], []);
        return new PaidPayment(change.Next, BillingLog.Parse<PaymentState>(change.Facts[0].Data), change.Facts, change.Postings);
    }

    private static BillingState Closed(BillingState account, PaymentState payment) =>
        account with { Open = account.Open.RemoveAll(open => open.PaymentId == payment.PaymentId) };

    private static string Wallet(BillingState account) => new WalletId(account.UserId).ToString();

    private static string Source(PaymentState payment) => $"system:payments-{payment.Gateway}";

    private sealed record PaidPayment(BillingState Account, PaymentState Payment, IReadOnlyList<NewEvent> Facts, IReadOnlyList<Posting> Postings);
}
