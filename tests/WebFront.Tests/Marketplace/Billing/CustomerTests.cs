namespace WebFront.Tests.Marketplace.Billing;

public sealed class CustomerTests
{
    private static readonly object Documented = new
    {
        payment_method = new { type = "card", card_token = "stripe_card_token" },
        billing_address = new { line1 = "123 Main St", city = "San Francisco", state = "CA", postal_code = "94105", country = "US" },
    };

    [Fact]
    public async Task A_customer_is_created_as_documented()
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();

        var created = await story.Client.PostAsync("/api/v1/billing/customers", Documented, user.AccessToken);
        var read = await story.Client.GetAsync("/api/v1/billing/customers", user.AccessToken);

        Assert.Equal(200, created.Status);
        Assert.NotNull(created.Json.GetProperty("customer_id").GetString());
        Assert.Equal("94105", created.Json.GetProperty("billing_address").GetProperty("postal_code").GetString());
        var card = Assert.Single(created.Json.GetProperty("payment_methods").EnumerateArray());
        Assert.Equal("card", card.GetProperty("type").GetString());
        Assert.Equal("4242", card.GetProperty("last4").GetString());
        Assert.Equal("12/34", card.GetProperty("expires").GetString());
        Assert.True(card.GetProperty("is_default").GetBoolean());
        Assert.True(created.Json.GetProperty("sandbox").GetBoolean());
        Assert.False(created.Json.GetProperty("livemode").GetBoolean());
        Assert.Equal(created.Text, read.Text);
    }

    [Fact]
    public async Task Creating_it_again_changes_nothing()
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => story.Client.PostAsync("/api/v1/billing/customers", Documented, user.AccessToken)));

        Assert.All(answers, answer => Assert.Single(answer.Json.GetProperty("payment_methods").EnumerateArray()));
        Assert.Single(answers.Select(answer => answer.Json.GetProperty("customer_id").GetString()).Distinct());
    }

    [Theory]
    [InlineData("""{"payment_method":{"type":"card","card_token":"4242 4242 4242 4242"}}""", "card_token")]
    [InlineData("""{"payment_method":{"type":"card","card_token":"tok_nobody_has"}}""", "card_token")]
    [InlineData("""{"payment_method":{"type":"cheque","card_token":"tok_visa"}}""", "payment_method.type")]
    [InlineData("""{"payment_method":{"type":"card"}}""", "payment_method.card_token")]
    [InlineData("""{"billing_address":{"city":"San Francisco","country":"US"}}""", "billing_address.line1")]
    [InlineData("""{"billing_address":{"line1":"1","city":"San Francisco","country":"USA"}}""", "billing_address.country")]
    public async Task What_is_wrong_is_named(string body, string field)
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();

        var refused = await story.Client.PostTextAsync("/api/v1/billing/customers", body, token: user.AccessToken);

        Assert.Equal(400, refused.Status);
        Assert.Equal(field, refused.ErrorField);
    }

    [Fact]
    public async Task Cards_are_added_listed_and_removed()
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();

        var visa = await story.AddCardAsync(user, "tok_visa", "first");
        var again = await story.AddCardAsync(user, "tok_visa", "first");
        var other = await story.Client.PostAsync(
            "/api/v1/billing/payment-methods", new { payment_method = new { type = "card", card_token = "tok_mastercard" }, make_default = true }, user.AccessToken);
        var removed = await story.Client.SendAsync(HttpMethod.Delete, $"/api/v1/billing/payment-methods/{visa.Json.GetProperty("id").GetGuid()}", null, user.AccessToken);
        var removedAgain = await story.Client.SendAsync(HttpMethod.Delete, $"/api/v1/billing/payment-methods/{visa.Json.GetProperty("id").GetGuid()}", null, user.AccessToken);
        var listed = await story.Client.GetAsync("/api/v1/billing/payment-methods", user.AccessToken);

        Assert.Equal((201, 201, 201, 204, 404), (visa.Status, again.Status, other.Status, removed.Status, removedAgain.Status));
        Assert.Equal(visa.Json.GetProperty("id").GetGuid(), again.Json.GetProperty("id").GetGuid());
        var kept = Assert.Single(listed.Json.GetProperty("payment_methods").EnumerateArray());
        Assert.Equal("4444", kept.GetProperty("last4").GetString());
        Assert.True(kept.GetProperty("is_default").GetBoolean());
    }

    [Fact]
    public async Task A_card_of_somebody_else_is_not_there()
    {
        await using var story = await BillingStory.BeginAsync();
        var (user, stranger) = (await story.Client.NewUserAsync(), await story.Client.NewUserAsync());
        var card = (await story.AddCardAsync(user)).Json.GetProperty("id").GetGuid();
        await story.AddCardAsync(stranger, "tok_mastercard");

        var removed = await story.Client.SendAsync(HttpMethod.Delete, $"/api/v1/billing/payment-methods/{card}", null, stranger.AccessToken);
        var paid = await story.TopUpAsync(stranger, 25m, method: card);

        Assert.Equal((404, 404), (removed.Status, paid.Status));
    }

    [Fact]
    public async Task No_log_holds_a_token_and_no_door_is_open_to_strangers()
    {
        await using var story = await BillingStory.BeginAsync();
        var user = await story.Client.NewUserAsync();
        await story.Client.PostAsync("/api/v1/billing/customers", Documented, user.AccessToken);
        await story.TopUpAsync(user, 25m);

        Assert.DoesNotContain(story.Host.Log.Lines, line => line.Contains("stripe_card_token", StringComparison.Ordinal)
            || line.Contains("123 Main St", StringComparison.Ordinal) || line.Contains("whsec_", StringComparison.Ordinal));
        foreach (var path in new[] { "customers", "payment-methods", "top-ups", "invoices", "usage" })
            Assert.Equal(401, (await story.Client.GetAsync($"/api/v1/billing/{path}")).Status);
    }
}
