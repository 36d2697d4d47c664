using System.Globalization;
using Grains.Accounts;
using Grains.Outcomes;
using Grains.Providers.Payments.Lago;
using Grains.Providers.Payments.Sandbox;
using Grains.Providers.Payments.Stripe;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Grains.Billing;

/// <summary>The door of the gateways. Nothing of an event is looked at before its signature is good.</summary>
[StatelessWorker]
internal sealed class PaymentWebhookGrain(
    IPaymentGateway gateway,
    PaymentDirectory payments,
    SandboxSecret sandbox,
    TimeProvider clock,
    IOptions<BillingOptions> billing,
    ILogger<PaymentWebhookGrain> logger) : Grain, IPaymentWebhookGrain
{
    private readonly BillingOptions options = billing.Value;

    public async Task<Outcome<WebhookReceipt>> ReceiveStripeAsync(StripeWebhook webhook, CancellationToken cancel)
    {
        List<string> secrets = [.. options.Stripe.WebhookSecrets.Where(static secret => secret.Length > 0)];
        if (gateway.IsSandbox) secrets.Add(await sandbox.GetAsync(cancel));
        if (!StripeSignature.IsGood(webhook.Payload.AsSpan(), webhook.Signature, secrets, clock.GetUtcNow(), options.SignatureTolerance))
            return Refuse("stripe", BillingRefusals.BadSignature);
        if (StripeEvents.Read(webhook.Payload.AsMemory()).IsRefused(out var refusal, out var read)) return Refuse("stripe", refusal);

        var result = read.Subject is { } subject && read.IsLive == gateway.IsLive
            ? await ApplyAsync(read, subject, cancel)
            : NoticeResult.Ignored;
        return Receipt("stripe", read, result);
    }

    public async Task<Outcome<WebhookReceipt>> ReceiveLagoAsync(LagoWebhook webhook, CancellationToken cancel)
    {
        var sandboxKey = options.Lago.IsSet ? null : await sandbox.GetAsync(cancel);
        if (!LagoSignature.IsGood(webhook.Payload.AsSpan(), webhook.Signature, webhook.Algorithm, options.Lago, sandboxKey))
            return Refuse("lago", BillingRefusals.BadSignature);
        if (LagoEvents.Read(webhook.Payload.AsMemory(), webhook.UniqueKey).IsRefused(out var refusal, out var read)) return Refuse("lago", refusal);
        if (read.Subject is not { UserId: { } userId, PaymentId: { } paymentId } subject) return Receipt("lago", read, NoticeResult.Ignored);

        // The name of a customer is whatever somebody has typed there.
        if ((await GrainFactory.Account(userId).GetAsync(cancel)).Refusal is not null) return Receipt("lago", read, NoticeResult.Ignored);
        var name = options.Lago.IsSet ? GatewayNames.Lago : GatewayNames.LagoSandbox;
        return Receipt("lago", read, await GrainFactory.BillingAccount(userId).ApplyAsync(NoticeOf(read, subject, paymentId, name), cancel));
    }

    public Task<GatewayView> GetGatewayAsync(CancellationToken cancel) =>
        Task.FromResult(new GatewayView(gateway.Name, gateway.IsSandbox, gateway.IsLive, !options.Lago.IsSet));

    public async Task<Outcome<WebhookReceipt>> SendSandboxLagoAsync(SandboxLagoEvent command, CancellationToken cancel)
    {
        if (options.Lago.IsSet) return BillingRefusals.NotSandbox;
        var (least, most) = (options.MinTopUp, options.MaxTopUp);
        if (command.AmountMicros % 10_000 != 0 || command.AmountMicros < least * 1_000_000m || command.AmountMicros > most * 1_000_000m)
            return BillingRefusals.AmountOutOfRange(least, most);
        var body = SandboxEvents.MakeLago(command);
        var key = await sandbox.GetAsync(cancel);
        var signature = LagoSignature.Sign(body.AsSpan(), key);
        var name = string.Create(CultureInfo.InvariantCulture, $"sandbox-{command.InvoiceId:N}-{(command.Succeeds ? 1 : 0)}");
        return await ReceiveLagoAsync(new LagoWebhook(body, signature, LagoSignature.Hmac, name), cancel);
    }

    /// <summary>To the account of the payment that the event is about, which it says itself or the gateway or our books know.</summary>
    private async Task<NoticeResult> ApplyAsync(GatewayEvent read, GatewayEventSubject subject, CancellationToken cancel)
    {
        var (userId, paymentId) = (subject.UserId, subject.PaymentId);
        if ((userId is null || paymentId is null) && await payments.FindByGatewayAsync(subject.GatewayPaymentId, cancel) is { } known)
            (userId, paymentId) = (known.UserId, known.PaymentId);
        if ((userId is null || paymentId is null) && await gateway.GetPaymentAsync(subject.GatewayPaymentId, cancel) is { } asked)
            (userId, paymentId) = (asked.UserId, asked.PaymentId);
        if (userId is not { } user || paymentId is not { } payment) return NoticeResult.Ignored;
        return await GrainFactory.BillingAccount(user).ApplyAsync(NoticeOf(read, subject, payment, gateway.Name), cancel);
    }

    private static GatewayNotice NoticeOf(GatewayEvent read, GatewayEventSubject subject, Guid paymentId, string name) =>
        new(read.Id, subject.Kind, paymentId, name, subject.GatewayPaymentId, subject.AmountMicros, subject.Reason, subject.DisputeId);

    private Refusal Refuse(string name, Refusal refusal)
    {
        logger.WebhookRefused(name, refusal.Code);
        return refusal;
    }

    private WebhookReceipt Receipt(string name, GatewayEvent read, NoticeResult result)
    {
        logger.WebhookReceived(name, read.Type, result);
        return new WebhookReceipt(read.Type, result);
    }
}
