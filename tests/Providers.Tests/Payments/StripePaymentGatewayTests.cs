using Grains.Billing;
using Grains.Providers.Payments.Stripe;
using Microsoft.Extensions.Options;

namespace Providers.Tests.Payments;

public sealed class StripePaymentGatewayTests : IAsyncLifetime
{
    private static readonly Guid User = Guid.NewGuid();

    private FakeStripe server = null!;
    private StripeClient client = null!;
    private StripePaymentGateway gateway = null!;

    public async Task InitializeAsync()
    {
        server = await FakeStripe.StartAsync();
        var options = Options.Create(new BillingOptions { Stripe = { ApiKey = FakeStripe.Key, BaseUrl = server.BaseUrl, Backoff = TimeSpan.Zero, Retries = 2, Timeout = TimeSpan.FromSeconds(20) } });
        client = new StripeClient(options, TimeProvider.System);
        gateway = new StripePaymentGateway(client, options);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Requests_carry_key_version_and_idempotency_key()
    {
        var customer = await gateway.CreateCustomerAsync(User, default);
        var again = await gateway.CreateCustomerAsync(User, default);

        var request = server.Requests.First();
        Assert.Equal("POST /v1/customers", request.Line);
        Assert.Equal(("Bearer " + FakeStripe.Key, "2024-06-20", $"grains-customer-{User:N}"), (request.Authorization, request.Version, request.Key));
        Assert.Equal(User.ToString("N"), request.Form["metadata[grains_user_id]"]);
        Assert.Equal(customer, again);
    }

    [Fact]
    public async Task An_address_is_sent_as_a_form()
    {
        await gateway.SetAddressAsync("cus_1", new BillingAddress("1 & 2 Main St", null, "San José", "CA", "94105", "US"), default);

        var form = server.Requests.Single().Form;
        Assert.Equal(("1 & 2 Main St", "", "San José", "US"), (form["address[line1]"], form["address[line2]"], form["address[city]"], form["address[country]"]));
    }

    [Fact]
    public async Task A_token_becomes_a_card_of_the_customer()
    {
        var card = (await gateway.AttachCardAsync("cus_1", "tok_visa", "card:1", default)).Value!;
        var again = (await gateway.AttachCardAsync("cus_1", "tok_visa", "card:1", default)).Value!;

        Assert.Equal(("visa", "4242", 8, 2031), (card.Brand, card.Last4, card.ExpiryMonth, card.ExpiryYear));
        Assert.Equal(card, again);
    }

    [Theory]
    [InlineData("tok_used", "token_already_used")]
    [InlineData("pm_nobody", "resource_missing")]
    [InlineData("tok_refused", "lost_card")]
    public async Task A_card_that_is_not_taken_is_refused_with_the_reason(string token, string reason)
    {
        var refusal = (await gateway.AttachCardAsync("cus_1", token, "card:1", default)).Refusal!;

        Assert.Equal("card_token", refusal.Field);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeStripe.Key, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_is_detached_and_one_that_is_not_attached_is_fine()
    {
        var card = (await gateway.AttachCardAsync("cus_1", "tok_visa", "card:1", default)).Value!;

        await gateway.DetachCardAsync(card.MethodId, default);
        await gateway.DetachCardAsync(card.MethodId, default);
        await gateway.DetachCardAsync("pm_nobody", default);
        await gateway.DeleteCustomerAsync("cus_1", default);
        await gateway.DeleteCustomerAsync("cus_gone", default);

        Assert.Equal(2, server.Requests.Count(request => request.Line.StartsWith("DELETE", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_payment_is_made_off_session_and_once()
    {
        var order = await OrderAsync("tok_visa");

        var paid = await gateway.PayAsync(order, default);
        var again = await gateway.PayAsync(order, default);

        Assert.Equal((GatewayPaymentStatus.Succeeded, 2550L, "usd"), (paid.Status, paid.PaidMinor, paid.Currency));
        Assert.Equal((User, order.PaymentId), (paid.UserId, paid.PaymentId));
        Assert.Equal(paid, again);
        var form = server.Requests.Last().Form;
        Assert.Equal(("2550", "usd", "true", "true"), (form["amount"], form["currency"], form["confirm"], form["off_session"]));
        Assert.Single(server.Intents);
    }

    [Theory]
    [InlineData("tok_chargeDeclinedInsufficientFunds", GatewayPaymentStatus.Failed, "insufficient_funds")]
    [InlineData("tok_chargeDeclined", GatewayPaymentStatus.Failed, "card_declined")]
    [InlineData("tok_authenticationRequired", GatewayPaymentStatus.RequiresAction, null)]
    public async Task A_payment_that_is_not_paid_says_why(string token, object status, string? reason)
    {
        var order = await OrderAsync(token);

        var answer = await gateway.PayAsync(order, default);
        var read = await gateway.GetPaymentAsync(answer.Id!, default);

        Assert.Equal(((GatewayPaymentStatus)status, reason, 0L), (answer.Status, answer.Reason, answer.PaidMinor));
        Assert.Equal(answer, read);
        Assert.Equal(answer.Status == GatewayPaymentStatus.RequiresAction, answer.ClientSecret is not null);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(409)]
    [InlineData(0)]
    public async Task What_may_pass_is_tried_again_under_the_same_key(int status)
    {
        var order = await OrderAsync("tok_visa");
        server.Faults.Enqueue(new StripeFault(status));
        server.Faults.Enqueue(new StripeFault(status, Done: true));

        var paid = await gateway.PayAsync(order, default);

        var tries = server.Requests.Where(request => request.Line == "POST /v1/payment_intents").ToList();
        Assert.Equal(GatewayPaymentStatus.Succeeded, paid.Status);
        Assert.Equal(3, tries.Count);
        Assert.Single(tries.Select(request => request.Key).Distinct());
        Assert.Single(server.Intents);
    }

    [Theory]
    [InlineData(500, null, 3)]
    [InlineData(500, "false", 1)]
    [InlineData(400, "true", 3)]
    [InlineData(0, null, 3)]
    public async Task Without_an_answer_the_outcome_is_unknown_and_can_be_found(int status, string? shouldRetry, int tries)
    {
        var order = await OrderAsync("tok_visa");
        for (var i = 0; i < tries; i++) server.Faults.Enqueue(new StripeFault(status, Done: true, shouldRetry));

        var failure = await Assert.ThrowsAsync<PaymentGatewayException>(() => gateway.PayAsync(order, default));
        var found = await gateway.FindPaymentAsync("cus_1", order.PaymentId, DateTimeOffset.UnixEpoch, default);
        var nothing = await gateway.FindPaymentAsync("cus_1", Guid.NewGuid(), DateTimeOffset.UnixEpoch, default);

        Assert.Equal(tries, server.Requests.Count(request => request.Line == "POST /v1/payment_intents"));
        Assert.DoesNotContain("sk_", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal((order.PaymentId, GatewayPaymentStatus.Succeeded), (found!.PaymentId, found.Status));
        Assert.Null(nothing);
    }

    [Fact]
    public async Task A_payment_is_found_on_any_page()
    {
        var orders = new List<PayOrder>();
        for (var i = 0; i < 5; i++)
        {
            orders.Add(await OrderAsync("tok_visa"));
            await gateway.PayAsync(orders[i], default);
        }

        foreach (var order in orders)
            Assert.Equal(order.PaymentId, (await gateway.FindPaymentAsync("cus_1", order.PaymentId, DateTimeOffset.UnixEpoch, default))!.PaymentId);
    }

    [Fact]
    public async Task A_payment_is_cancelled_unless_it_was_paid()
    {
        var open = await gateway.PayAsync(await OrderAsync("tok_authenticationRequired"), default);
        var paid = await gateway.PayAsync(await OrderAsync("tok_visa"), default);

        Assert.Equal(GatewayPaymentStatus.Failed, (await gateway.CancelPaymentAsync(open.Id!, default)).Status);
        Assert.Equal(GatewayPaymentStatus.Succeeded, (await gateway.CancelPaymentAsync(paid.Id!, default)).Status);
        Assert.Null(await gateway.GetPaymentAsync("pi_nobody", default));
    }

    [Fact]
    public async Task A_key_that_is_not_accepted_is_told_without_the_key_and_not_tried_again()
    {
        var options = Options.Create(new BillingOptions { Stripe = { ApiKey = "sk_test_of_nobody", BaseUrl = server.BaseUrl, Backoff = TimeSpan.Zero } });
        using var other = new StripeClient(options, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<PaymentGatewayException>(() => new StripePaymentGateway(other, options).CreateCustomerAsync(User, default));

        Assert.Single(server.Requests);
        Assert.DoesNotContain("sk_test_of_nobody", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk_test_1", "stripe-test", false)]
    [InlineData("sk_live_1", "stripe", true)]
    [InlineData("rk_live_1", "stripe", true)]
    public void Real_money_has_an_account_of_its_own(string key, string name, bool live)
    {
        var options = Options.Create(new BillingOptions { Stripe = { ApiKey = key } });
        using var other = new StripeClient(options, TimeProvider.System);

        var real = new StripePaymentGateway(other, options);

        Assert.Equal((name, live, false), (real.Name, real.IsLive, real.IsSandbox));
    }

    private async Task<PayOrder> OrderAsync(string token)
    {
        var paymentId = Guid.NewGuid();
        var card = (await gateway.AttachCardAsync("cus_1", token, $"card:{paymentId:N}", default)).Value!;
        return new PayOrder(User, paymentId, "cus_1", card.MethodId, 2550);
    }
}
