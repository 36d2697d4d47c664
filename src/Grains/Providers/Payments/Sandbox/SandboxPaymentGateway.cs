using System.Security.Cryptography;
using System.Text;
using Grains.Billing;
using Grains.Outcomes;

namespace Grains.Providers.Payments.Sandbox;

/// <summary>
/// Stands in for a payment gateway where no key is set: the cards of a test mode, payments that are kept and found again, and events that
/// are signed and come by the same door as a real gateway's. No money moves, and whatever comes of it says that it is a sandbox.
/// </summary>
internal sealed class SandboxPaymentGateway(IGrainFactory grains) : IPaymentGateway
{
    public const string GatewayName = "sandbox";

    public string Name => GatewayName;

    public bool IsSandbox => true;

    public bool IsLive => false;

    public Task<string> CreateCustomerAsync(Guid userId, CancellationToken cancel) => Task.FromResult($"cus_sandbox_{userId:N}");

    /// <summary>The account keeps it; there is nobody else to tell.</summary>
    public Task SetAddressAsync(string customerId, BillingAddress address, CancellationToken cancel) => Task.CompletedTask;

    public Task<Outcome<GatewayCard>> AttachCardAsync(string customerId, string token, string operation, CancellationToken cancel) =>
        Task.FromResult<Outcome<GatewayCard>>(SandboxCards.OfToken(token) is { } card
            ? new GatewayCard(SandboxCards.MethodId(card, NameOf(operation, 16)), card.Brand, card.Last4, 12, SandboxCards.Year)
            : BillingRefusals.BadCard("the sandbox knows test tokens only, such as tok_visa"));

    /// <summary>A card is no more than its id, so there is nothing to forget.</summary>
    public Task DetachCardAsync(string methodId, CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc cref="DetachCardAsync"/>
    public Task DeleteCustomerAsync(string customerId, CancellationToken cancel) => Task.CompletedTask;

    public async Task<GatewayPayment> PayAsync(PayOrder order, CancellationToken cancel)
    {
        var paid = await PaymentOf(order.PaymentId).PayAsync(
            new SandboxOrder(order.UserId, order.PaymentId, order.CustomerId, order.MethodId, order.AmountMinor), cancel);
        return paid.IsRefused(out var refusal, out var payment)
            ? new GatewayPayment(null, GatewayPaymentStatus.Failed, 0, "usd", order.UserId, order.PaymentId, refusal.Code, null, null)
            : Read(payment);
    }

    public async Task<GatewayPayment?> GetPaymentAsync(string gatewayPaymentId, CancellationToken cancel) =>
        (await grains.SandboxPayment(gatewayPaymentId).GetAsync(cancel)).IsRefused(out _, out var payment) ? null : Read(payment);

    public async Task<GatewayPayment?> FindPaymentAsync(string customerId, Guid paymentId, DateTimeOffset since, CancellationToken cancel) =>
        (await PaymentOf(paymentId).GetAsync(cancel)).IsRefused(out _, out var payment) ? null : Read(payment);

    public async Task<GatewayPayment> CancelPaymentAsync(string gatewayPaymentId, CancellationToken cancel) =>
        (await grains.SandboxPayment(gatewayPaymentId).CancelAsync(cancel)).IsRefused(out _, out var payment)
            ? throw new PaymentGatewayException("The sandbox has no such payment.")
            : Read(payment);

    private static string NameOf(string text, int bytes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, bytes));

    private static GatewayPayment Read(SandboxPaymentView payment) => new(
        payment.GatewayPaymentId,
        payment.Status switch
        {
            SandboxStatus.Succeeded => GatewayPaymentStatus.Succeeded,
            SandboxStatus.RequiresAction => GatewayPaymentStatus.RequiresAction,
            _ => GatewayPaymentStatus.Failed,
        },
        payment.Status == SandboxStatus.Succeeded ? payment.Order.AmountMinor : 0,
        "usd",
        payment.Order.UserId,
        payment.Order.PaymentId,
        payment.Reason,
        payment.Status == SandboxStatus.RequiresAction ? $"{payment.GatewayPaymentId}_secret_sandbox" : null,

        // The page is a part of the product, so its path is enough.
        payment.Status == SandboxStatus.RequiresAction ? $"/api/v1/billing/sandbox/payments/{payment.GatewayPaymentId}" : null);

    private ISandboxPaymentGrain PaymentOf(Guid paymentId) => grains.SandboxPayment($"pi_sandbox_{NameOf($"payment:{paymentId:N}", 16)}");
}
