using System.Collections.Concurrent;
using Grains.Billing;
using Grains.Outcomes;

namespace Grains.Tests.Billing;

/// <summary>
/// A gateway outside of the product, which outlives it: it keeps its own book of who was charged, and fails at a step of the test's
/// choice, before or after it has done what it was asked.
/// </summary>
internal sealed class BookGateway : IPaymentGateway
{
    private readonly ConcurrentDictionary<Guid, GatewayPayment> payments = new();
    private int calls;

    public string Name => "book";

    public bool IsSandbox => false;

    public bool IsLive => false;

    /// <summary>Which call fails, from 1; 0 for none.</summary>
    public int FailsAt { get; set; }

    /// <summary>Whether it has done it when it fails.</summary>
    public bool FailsAfter { get; set; }

    /// <summary>Payments that wait for their card's holder.</summary>
    public bool AsksHolder { get; set; }

    public int Charged => payments.Values.Count(payment => payment.Status == GatewayPaymentStatus.Succeeded);

    public List<string> Forgotten { get; } = [];

    public Task<string> CreateCustomerAsync(Guid userId, CancellationToken cancel) => StepAsync(() => $"cus_{userId:N}");

    public Task SetAddressAsync(string customerId, BillingAddress address, CancellationToken cancel) => StepAsync(() => 0);

    public Task<Outcome<GatewayCard>> AttachCardAsync(string customerId, string token, string operation, CancellationToken cancel) =>
        StepAsync<Outcome<GatewayCard>>(() => new GatewayCard($"pm_{token}", "visa", "4242", 12, 2034));

    public Task DetachCardAsync(string methodId, CancellationToken cancel) => StepAsync(() =>
    {
        Forgotten.Add(methodId);
        return 0;
    });

    public Task DeleteCustomerAsync(string customerId, CancellationToken cancel) => StepAsync(() =>
    {
        Forgotten.Add(customerId);
        return 0;
    });

    public Task<GatewayPayment> PayAsync(PayOrder order, CancellationToken cancel) => StepAsync(() => payments.GetOrAdd(
        order.PaymentId,
        id => AsksHolder
            ? new GatewayPayment($"pi_{id:N}", GatewayPaymentStatus.RequiresAction, 0, "usd", order.UserId, id, null, "secret", null)
            : new GatewayPayment($"pi_{id:N}", GatewayPaymentStatus.Succeeded, order.AmountMinor, "usd", order.UserId, id, null, null, null)));

    public Task<GatewayPayment?> GetPaymentAsync(string gatewayPaymentId, CancellationToken cancel) =>
        StepAsync(() => payments.Values.FirstOrDefault(payment => payment.Id == gatewayPaymentId));

    public Task<GatewayPayment?> FindPaymentAsync(string customerId, Guid paymentId, DateTimeOffset since, CancellationToken cancel) =>
        StepAsync(() => payments.GetValueOrDefault(paymentId));

    public Task<GatewayPayment> CancelPaymentAsync(string gatewayPaymentId, CancellationToken cancel) => StepAsync(() =>
    {
        var payment = payments.Values.Single(known => known.Id == gatewayPaymentId);
        return payments[payment.PaymentId!.Value] = payment with { Status = GatewayPaymentStatus.Failed, Reason = "canceled", ClientSecret = null };
    });

    private Task<T> StepAsync<T>(Func<T> work)
    {
        var fails = Interlocked.Increment(ref calls) == FailsAt;
        if (fails && !FailsAfter) throw new PaymentGatewayException("The test says so.");
        var done = work();
        return fails ? throw new PaymentGatewayException("The test says so, and it was done.") : Task.FromResult(done);
    }
}
