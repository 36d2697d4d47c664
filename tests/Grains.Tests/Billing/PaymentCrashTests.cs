using Grains.Billing;
using Grains.Storage;
using Grains.Testing;
using Grains.Wallets;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Tests.Billing;

/// <summary>Wherever a payment is interrupted, the card is charged once and the wallet is filled once.</summary>
public sealed class PaymentCrashTests
{
    private const long TwentyFive = 25_000_000;

    public static TheoryData<string, int, bool> Steps()
    {
        var steps = new TheoryData<string, int, bool>();
        foreach (var after in new[] { false, true })
        {
            for (var at = 1; at <= 3; at++) steps.Add("gateway", at, after);
            for (var at = 1; at <= 4; at++) steps.Add("log", at, after);
        }

        return steps;
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Money_comes_once_wherever_it_was_interrupted(string where, int at, bool after)
    {
        var folder = Directory.CreateTempSubdirectory("grains-test-").FullName;
        var gateway = new BookGateway { FailsAt = where == "gateway" ? at : 0, FailsAfter = after };
        var (userId, cardId, paymentId) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var dying = await StartAsync(folder, gateway, where == "log" ? at : 0, after);
        await TryAsync(() => PayAsync(dying, userId, cardId, paymentId));
        await dying.StopAsync();

        // The next process takes up what was begun, and the client sends everything again.
        await using (var next = await StartAsync(folder, gateway, 0, false))
        {
            await next.Grains.GetGrain<IBillingRecoveryGrain>(IBillingRecoveryGrain.Key).SweepAsync(default);
            await PayAsync(next, userId, cardId, paymentId);
            var paid = (await next.Grains.BillingAccount(userId).GetPaymentAsync(paymentId, default)).Value!;
            var notice = new GatewayNotice("stripe:evt_1", NoticeKind.Succeeded, paymentId, gateway.Name, $"pi_{paymentId:N}", TwentyFive, null, null);
            var told = await next.Grains.BillingAccount(userId).ApplyAsync(notice, default);

            Assert.Equal(PaymentStatus.Completed, paid.Status);
            Assert.Equal(NoticeResult.Duplicate, told);
            Assert.Equal(1, gateway.Charged);
            Assert.Equal(TwentyFive, (await next.Grains.Wallet(userId).GetAsync(default)).BalanceMicros);
            var proof = await next.Services.GetRequiredService<ILedger>().ProveAsync(default);
            Assert.Equal((0, 0, 0), (proof.SumMicros, proof.Mismatches.Count, proof.Overdrawn.Count));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Recovery_alone_decides_a_payment_whose_answer_was_lost()
    {
        var folder = Directory.CreateTempSubdirectory("grains-test-").FullName;
        var gateway = new BookGateway { FailsAt = 3, FailsAfter = true };
        var (userId, paymentId) = (Guid.NewGuid(), Guid.NewGuid());
        await using var host = await StartAsync(folder, gateway, 0, false);
        await PayAsync(host, userId, Guid.NewGuid(), paymentId);
        var before = (await host.Grains.Wallet(userId).GetAsync(default)).BalanceMicros;

        await host.Grains.GetGrain<IBillingRecoveryGrain>(IBillingRecoveryGrain.Key).SweepAsync(default);

        Assert.Equal((0, TwentyFive), (before, (await host.Grains.Wallet(userId).GetAsync(default)).BalanceMicros));
        Assert.Equal(1, gateway.Charged);
        Assert.Empty(await host.Services.GetRequiredService<IEventLog>().ListUnfinishedAsync(BillingAccountAddress.Prefix, "", 10, default));
    }

    [Theory]
    [InlineData(1, PaymentStatus.RequiresAction)]
    [InlineData(2, PaymentStatus.Failed)]
    public async Task A_payment_that_nobody_confirms_is_given_up(int minutes, PaymentStatus status)
    {
        var clock = new ManualTimeProvider();
        var gateway = new BookGateway { AsksHolder = true };
        var (userId, paymentId) = (Guid.NewGuid(), Guid.NewGuid());
        await using var host = await StartAsync(null, gateway, 0, false, clock);
        await PayAsync(host, userId, Guid.NewGuid(), paymentId);

        clock.Advance(TimeSpan.FromMinutes(minutes));
        await host.Grains.BillingAccount(userId).RecoverAsync(default);

        Assert.Equal(status, (await host.Grains.BillingAccount(userId).GetPaymentAsync(paymentId, default)).Value!.Status);
        Assert.Equal(0, gateway.Charged);
    }

    [Fact]
    public async Task Erasing_forgets_customer_and_cards_here_and_there()
    {
        var gateway = new BookGateway();
        var (userId, cardId, paymentId) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await using var host = await StartAsync(null, gateway, 0, false);
        var address = new BillingAddress("123 Main St", null, "San Francisco", "CA", "94105", "US");
        await host.Grains.BillingAccount(userId).SaveCustomerAsync(new SaveBillingCustomer(userId, cardId, null, address), default);
        await PayAsync(host, userId, cardId, paymentId);
        var eraser = host.Services.GetServices<Grains.Accounts.IPersonalData>().Single(data => data.Kind == "billing");

        var first = await eraser.EraseAsync(userId, default);
        var again = await eraser.EraseAsync(userId, default);

        Assert.Equal((3, 0), (first.Removed, again.Removed));
        Assert.Equal(["pm_tok_visa", $"cus_{userId:N}"], gateway.Forgotten);
        var left = await host.Grains.BillingAccount(userId).GetAsync(default);
        Assert.Null(left.CustomerId);
        Assert.Empty(left.Cards);
        Assert.Equal(BillingRefusals.Erased, (await host.Grains.BillingAccount(userId).AddCardAsync(new AddCard(userId, cardId, "tok_visa", false), default)).Refusal);
        Assert.Equal(TwentyFive, (await host.Grains.Wallet(userId).GetAsync(default)).BalanceMicros);
        var payment = (await host.Grains.BillingAccount(userId).GetPaymentAsync(paymentId, default)).Value!;
        Assert.Equal((PaymentStatus.Completed, ""), (payment.Status, payment.Last4));
        var events = await host.Services.GetRequiredService<IEventLog>().ReadAsync(new StreamSlice(BillingAccountAddress.KeyOf(userId), 0, 100), default);
        var text = string.Concat(events.Select(logged => System.Text.Encoding.UTF8.GetString(logged.Data.Span)));
        Assert.All(new[] { "123 Main St", "4242", "pm_", "cus_" }, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
    }

    private static async Task PayAsync(ProductHost host, Guid userId, Guid cardId, Guid paymentId)
    {
        var account = host.Grains.BillingAccount(userId);
        var added = await account.AddCardAsync(new AddCard(userId, cardId, "tok_visa", false), default);
        if (added.Refusal is not null) return;
        await account.TopUpAsync(new StartTopUp(paymentId, TwentyFive, cardId), default);
    }

    private static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StorageUnavailableException)
        {
            // What dies says no more than that.
        }
    }

    private static Task<ProductHost> StartAsync(string? folder, BookGateway gateway, int failsAt, bool failsAfter, TimeProvider? clock = null) => ProductHost.StartAsync(
        new ProductSetup
        {
            Clock = clock,
            Settings = new Dictionary<string, string?> { ["Billing:ConfirmWithin"] = "00:02:00" },
            Replace = services =>
            {
                services.AddSingleton<IPaymentGateway>(gateway);
                var real = services.Last(service => service.ServiceType == typeof(IEventLog)).ImplementationFactory!;
                services.AddSingleton<IEventLog>(provider => new CrashingLog((IEventLog)real(provider), failsAt, failsAfter));
            },
        },
        folder);
}
