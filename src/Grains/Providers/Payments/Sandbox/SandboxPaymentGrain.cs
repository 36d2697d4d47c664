using System.Text.Json;
using Grains.Billing;
using Grains.Outcomes;
using Grains.Providers.Payments.Stripe;
using Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Grains.Providers.Payments.Sandbox;

/// <summary>A payment as the sandbox keeps it. What it decides is stored before it is told, together with the event that must be sent of it.</summary>
internal sealed class SandboxPaymentGrain(IEventLog log, SandboxSecret secret, TimeProvider clock, ILogger<SandboxPaymentGrain> logger)
    : Grain, ISandboxPaymentGrain
{
    private const string Saved = "sandbox.payment-saved";

    private static readonly TimeSpan SendAfter = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SendAgainAfter = TimeSpan.FromSeconds(5);

    private SandboxPayment? payment;
    private StreamHead head;
    private IGrainTimer? sending;

    private string Stream => this.GetPrimaryKeyString();

    private string PaymentId => Stream[SandboxPaymentAddress.Prefix.Length..];

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (payment is { Unsent: not null }) Send();
    }

    public async Task<Outcome<SandboxPaymentView>> PayAsync(SandboxOrder order, CancellationToken cancel)
    {
        if (payment is not null) return payment.Order == order ? View(payment) : BillingRefusals.KeyReused;
        if (SandboxCards.OfMethod(order.MethodId) is not { } card) return BillingRefusals.MethodNotFound;

        var next = new SandboxPayment(order, Status(card), card.Decline, clock.GetUtcNow(), null, 0);
        return View(await DecideAsync(next, card.AsksHolder ? null : card.Decline is null ? "payment_intent.succeeded" : "payment_intent.payment_failed"));
    }

    public Task<Outcome<SandboxPaymentView>> GetAsync(CancellationToken cancel)
    {
        if (payment is null) DeactivateOnIdle();
        return Task.FromResult(payment is null ? BillingRefusals.NotSandbox : (Outcome<SandboxPaymentView>)View(payment));
    }

    public async Task<Outcome<SandboxPaymentView>> ConfirmAsync(bool approve, CancellationToken cancel)
    {
        if (payment is null) return await GetAsync(cancel);
        if (payment.Status != SandboxStatus.RequiresAction) return View(payment);
        return View(approve
            ? await DecideAsync(payment with { Status = SandboxStatus.Succeeded }, "payment_intent.succeeded")
            : await DecideAsync(payment with { Status = SandboxStatus.Failed, Reason = "payment_intent_authentication_failure" }, "payment_intent.payment_failed"));
    }

    public async Task<Outcome<SandboxPaymentView>> CancelAsync(CancellationToken cancel)
    {
        if (payment is null) return await GetAsync(cancel);
        if (payment.Status != SandboxStatus.RequiresAction) return View(payment);
        return View(await DecideAsync(payment with { Status = SandboxStatus.Cancelled, Reason = "canceled" }, "payment_intent.canceled"));
    }

    public Task RecoverAsync(CancellationToken cancel) => payment is { Unsent: not null } ? SendAsync(cancel) : Task.CompletedTask;

    private static SandboxStatus Status(SandboxCard card) =>
        card.AsksHolder ? SandboxStatus.RequiresAction : card.Decline is null ? SandboxStatus.Succeeded : SandboxStatus.Failed;

    private SandboxPaymentView View(SandboxPayment current) => new(PaymentId, current.Status, current.Order, current.Reason, current.CreatedAt);

    private async Task<SandboxPayment> DecideAsync(SandboxPayment next, string? eventType)
    {
        var decided = await SaveAsync(next with { Unsent = eventType, Events = next.Events + (eventType is null ? 0 : 1) });
        if (decided.Unsent is not null) Send();
        return decided;
    }

    /// <summary>Stores the next state; where another activation was faster, its state is the answer.</summary>
    private async Task<SandboxPayment> SaveAsync(SandboxPayment next)
    {
        var append = new LogAppend(Stream, head.Seq, head.Epoch, clock.GetUtcNow(), [new NewEvent(Saved, JsonSerializer.SerializeToUtf8Bytes(next, StorageJson.Options))])
        {
            Unfinished = next.Unsent is not null,
        };
        var result = await log.AppendAsync(append, CancellationToken.None);
        if (result.Status != AppendStatus.Appended)
        {
            await LoadAsync(CancellationToken.None);
            return payment ?? throw new StorageBusyException(1);
        }

        head = result.Head;
        return payment = next;
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var last = await log.ReadAsync(new StreamSlice(Stream, 0, 1) { Backwards = true }, cancel);
        if (last.Count == 0) return;
        payment = JsonSerializer.Deserialize<SandboxPayment>(last[0].Data.Span, StorageJson.Options);
        head = new StreamHead(last[0].Seq, last[0].Epoch);
    }

    /// <summary>Soon, and again until it is taken. It interleaves, because whoever takes the event may be asking about this payment.</summary>
    private void Send() => sending ??= this.RegisterGrainTimer(
        SendAsync, new GrainTimerCreationOptions(SendAfter, SendAgainAfter) { Interleave = true, KeepAlive = true });

    private async Task SendAsync(CancellationToken cancel)
    {
        if (payment is not { Unsent: { } type } sent) return;
        try
        {
            var key = await secret.GetAsync(cancel);
            var body = SandboxEvents.Make(PaymentId, sent, type, clock.GetUtcNow());
            var signature = StripeSignature.Sign(body.AsSpan(), key, clock.GetUtcNow());
            var received = await GrainFactory.PaymentWebhooks().ReceiveStripeAsync(new StripeWebhook(body, signature), cancel);
            if (received.Refusal is not null)
            {
                logger.SandboxEventRefused(PaymentId, null);
                return;
            }
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            logger.SandboxEventRefused(PaymentId, failure);
            return;
        }

        if (payment == sent) await SaveAsync(sent with { Unsent = null });
        sending?.Dispose();
        sending = null;
    }
}

/// <param name="Unsent">The type of the event that is still to be sent; null for none.</param>
/// <param name="Events">How many there have been, which makes their ids.</param>
internal sealed record SandboxPayment(SandboxOrder Order, SandboxStatus Status, string? Reason, DateTimeOffset CreatedAt, string? Unsent, int Events);
