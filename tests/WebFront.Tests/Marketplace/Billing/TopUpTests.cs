using Grains.Wallets;

namespace WebFront.Tests.Marketplace.Billing;

public sealed class TopUpTests
{
    [Fact]
    public async Task A_payment_fills_the_wallet_once_however_often_it_is_sent()
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();
        await story.AddCardAsync(user);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => story.TopUpAsync(user, 25.50m, "once")));

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.Single(answers.Select(answer => answer.Json.GetProperty("payment_id").GetGuid()).Distinct());
        Assert.Equal("completed", answers[0].Json.GetProperty("status").GetString());
        Assert.True(answers[0].Json.GetProperty("sandbox").GetBoolean());
        Assert.Equal("4242", answers[0].Json.GetProperty("payment_method").GetProperty("last4").GetString());
        Assert.Equal(45.50m, await story.BalanceAsync(user));
        Assert.Equal(25.50m, await story.PaidInAsync());
        await story.AssertBooksAsync();
    }

    [Fact]
    public async Task The_same_key_with_another_amount_is_refused()
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();
        await story.AddCardAsync(user);
        await story.TopUpAsync(user, 25m, "once");

        var other = await story.TopUpAsync(user, 26m, "once");

        Assert.Equal(409, other.Status);
        Assert.Equal(45m, await story.BalanceAsync(user));
    }

    [Theory]
    [InlineData("tok_chargeDeclined", "billing.card_declined")]
    [InlineData("tok_chargeDeclinedInsufficientFunds", "billing.insufficient_funds")]
    [InlineData("tok_chargeDeclinedExpiredCard", "billing.expired_card")]
    public async Task A_declined_card_pays_nothing_and_says_why(string token, string reason)
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();
        await story.AddCardAsync(user, token);

        var declined = await story.TopUpAsync(user, 25m, "once");
        var again = await story.TopUpAsync(user, 25m, "once");
        var listed = await story.Client.GetAsync("/api/v1/billing/top-ups", user.AccessToken);

        Assert.Equal((402, 402), (declined.Status, again.Status));
        Assert.Equal(reason, declined.Error.GetProperty("details").GetProperty("reason").GetString());
        Assert.Equal("failed", Assert.Single(listed.Json.GetProperty("top_ups").EnumerateArray()).GetProperty("status").GetString());
        Assert.Equal(20m, await story.BalanceAsync(user));
    }

    [Theory]
    [InlineData("approve", "completed", 45)]
    [InlineData("decline", "failed", 20)]
    public async Task A_payment_that_the_holder_must_confirm_waits_for_the_page(string answer, string status, int balance)
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();
        await story.AddCardAsync(user, "pm_card_authenticationRequired");

        var waits = await story.TopUpAsync(user, 25m);
        var page = await story.Client.GetAsync(waits.Json.GetProperty("action_url").GetString()!);
        var before = await story.BalanceAsync(user);
        var sent = await story.Client.PostTextAsync(waits.Json.GetProperty("action_url").GetString()!, $"answer={answer}", "application/x-www-form-urlencoded");
        var payment = await story.Client.GetAsync($"/api/v1/billing/top-ups/{waits.Json.GetProperty("payment_id").GetGuid()}", user.AccessToken);

        Assert.Equal((202, 200, 200), (waits.Status, page.Status, sent.Status));
        Assert.Equal("requires_action", waits.Json.GetProperty("status").GetString());
        Assert.Contains("no real money moves", page.Text, StringComparison.Ordinal);
        Assert.Equal(20m, before);
        Assert.Equal(status, payment.Json.GetProperty("status").GetString());
        Assert.Equal(balance, await story.BalanceAsync(user));
    }

    [Fact]
    public async Task The_sandboxs_signed_event_fills_the_wallet_without_anybody_asking()
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();
        await story.AddCardAsync(user, "pm_card_authenticationRequired");
        var waits = await story.TopUpAsync(user, 25m);

        await story.Client.PostTextAsync(waits.Json.GetProperty("action_url").GetString()!, "answer=approve", "application/x-www-form-urlencoded");

        // Asked of the grain, since calls by the front door count in the user's limits.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await story.Host.Grains.Wallet(user.Id).GetAsync(patience.Token)).BalanceMicros != 45_000_000) patience.Token.ThrowIfCancellationRequested();
        await story.AssertBooksAsync();
    }

    [Theory]
    [InlineData("""{"amount":0.5}""", "amount")]
    [InlineData("""{"amount":1000.01}""", "amount")]
    [InlineData("""{"amount":10.005}""", "amount")]
    [InlineData("""{}""", "amount")]
    [InlineData("""{"amount":"ten"}""", "amount")]
    [InlineData("""{"amount":10,"currency":"EUR"}""", "currency")]
    [InlineData("""{"amount":10}""", "payment_method_id")]
    public async Task What_is_wrong_is_named(string body, string field)
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();

        var refused = await story.Client.PostTextAsync("/api/v1/billing/top-ups", body, token: user.AccessToken);

        Assert.Equal(400, refused.Status);
        Assert.Equal(field, refused.ErrorField);
    }

    [Fact]
    public async Task A_payment_of_somebody_else_is_not_there()
    {
        await using var story = await BillingStory.BeginAsync();
        var (user, stranger) = (await story.Client.NewUserAsync(), await story.Client.NewUserAsync());
        await story.AddCardAsync(user);
        var paid = await story.TopUpAsync(user, 25m);

        Assert.Equal(404, (await story.Client.GetAsync($"/api/v1/billing/top-ups/{paid.Json.GetProperty("payment_id").GetGuid()}", stranger.AccessToken)).Status);
        Assert.Equal(404, (await story.Client.GetAsync($"/api/v1/billing/top-ups/{Guid.NewGuid()}", user.AccessToken)).Status);
    }

    [Fact]
    public async Task Payments_and_cards_outlive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("grains-test-").FullName;
        var first = await BillingStory.BeginAsync(folder);
        var user = await first.Client.NewUserAsync();
        await first.AddCardAsync(user);
        var paid = await first.TopUpAsync(user, 25m, "once");
        await first.Host.StopAsync();

        await using var second = await BillingStory.BeginAsync(folder);
        var again = await second.TopUpAsync(user, 25m, "once");

        Assert.Equal(paid.Json.GetProperty("payment_id").GetGuid(), again.Json.GetProperty("payment_id").GetGuid());
        Assert.Equal(45m, await second.BalanceAsync(user));
        await second.Host.StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Payments_are_listed_newest_first_by_pages()
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();
        await story.AddCardAsync(user);
        foreach (var amount in new[] { 5m, 6m, 7m }) await story.TopUpAsync(user, amount);

        var second = (await story.Client.GetAsync("/api/v1/billing/top-ups?page=2&limit=2", user.AccessToken)).Json;

        Assert.Equal(5m, Assert.Single(second.GetProperty("top_ups").EnumerateArray()).GetProperty("amount").GetDecimal());
        Assert.Equal(3, second.GetProperty("pagination").GetProperty("total").GetInt32());
    }
}
