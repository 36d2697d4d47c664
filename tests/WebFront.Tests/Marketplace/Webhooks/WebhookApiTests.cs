using Grains.Testing;

namespace WebFront.Tests.Marketplace.Webhooks;

/// <summary>The registration API, on a product that sends to public addresses only. No webhook here is ever sent anything.</summary>
public sealed class WebhookApiTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    private const string Url = "https://203.0.114.7/hooks/grains";

    private readonly ProductClient client = product.Client;

    [Fact]
    public async Task A_webhook_is_created_with_a_secret_that_is_shown_once()
    {
        var user = await client.NewUserAsync();

        var created = await client.PostAsync(
            "/api/v1/webhooks", new { url = Url, events = new[] { "session.ended", "payment.completed" }, description = "Our books" }, user.AccessToken);

        Assert.Equal(201, created.Status);
        Assert.StartsWith("whsec_", created.Json.GetProperty("secret").GetString(), StringComparison.Ordinal);
        var path = $"/api/v1/webhooks/{created.Json.GetProperty("id").GetGuid()}";
        Assert.Equal(path, created.Header("Location"));
        var read = await client.GetAsync(path, user.AccessToken);
        Assert.Equal(Url, read.Json.GetProperty("url").GetString());
        Assert.Equal(["session.ended", "payment.completed"], read.Json.GetProperty("events").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("Our books", read.Json.GetProperty("description").GetString());
        Assert.True(read.Json.GetProperty("enabled").GetBoolean());
        Assert.False(read.Json.TryGetProperty("secret", out _));
        var listed = await client.GetAsync("/api/v1/webhooks", user.AccessToken);
        Assert.DoesNotContain("whsec_", listed.Text, StringComparison.Ordinal);
        Assert.Equal(1, listed.Json.GetProperty("webhooks").GetArrayLength());
    }

    [Fact]
    public async Task A_webhook_is_changed_in_what_the_body_names()
    {
        var user = await client.NewUserAsync();
        var path = await CreateAsync(user);

        var changed = await client.PutAsync(path, new { enabled = false, events = new[] { "clone.published" } }, user.AccessToken);

        Assert.Equal(200, changed.Status);
        Assert.False(changed.Json.GetProperty("enabled").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, changed.Json.GetProperty("disabled_reason").ValueKind);
        Assert.Equal(Url, changed.Json.GetProperty("url").GetString());
        Assert.Equal("clone.published", changed.Json.GetProperty("events")[0].GetString());
    }

    [Fact]
    public async Task A_deleted_webhook_is_gone()
    {
        var user = await client.NewUserAsync();
        var path = await CreateAsync(user);

        Assert.Equal(204, (await client.SendAsync(HttpMethod.Delete, path, null, user.AccessToken)).Status);

        Assert.Equal(404, (await client.GetAsync(path, user.AccessToken)).Status);
        Assert.Equal(404, (await client.SendAsync(HttpMethod.Delete, path, null, user.AccessToken)).Status);
        Assert.Equal(0, (await client.GetAsync("/api/v1/webhooks", user.AccessToken)).Json.GetProperty("webhooks").GetArrayLength());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/rotate-secret")]
    [InlineData("POST", "/test")]
    [InlineData("POST", "/replay")]
    [InlineData("GET", "/deliveries")]
    [InlineData("GET", "/deliveries/6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("POST", "/deliveries/6f9619ff-8b86-d011-b42d-00c04fc964ff/replay")]
    public async Task What_belongs_to_somebody_else_is_not_there(string method, string below)
    {
        var path = await CreateAsync(await client.NewUserAsync());
        var stranger = await client.NewUserAsync();

        var answer = await client.SendAsync(new HttpMethod(method), path + below, method == "PUT" ? new { enabled = false } : null, stranger.AccessToken);

        Assert.Equal(404, answer.Status);
        Assert.Equal("NOT_FOUND", answer.ErrorCode);
    }

    [Theory]
    [InlineData("http://127.0.0.1/hook", "url")]
    [InlineData("http://localhost/hook", "url")]
    [InlineData("http://10.1.2.3/hook", "url")]
    [InlineData("http://169.254.169.254/latest", "url")]
    [InlineData("http://[::1]/hook", "url")]
    [InlineData("http://[::ffff:127.0.0.1]/hook", "url")]
    [InlineData("https://203.0.114.7:8443/hook", "url")]
    [InlineData("https://user:password@203.0.114.7/hook", "url")]
    [InlineData("https://203.0.114.7/hook#part", "url")]
    [InlineData("ftp://203.0.114.7/hook", "url")]
    [InlineData("hook", "url")]
    [InlineData("", "url")]
    public async Task An_address_that_is_not_public_is_refused(string url, string field)
    {
        var user = await client.NewUserAsync();

        var refused = await client.PostAsync("/api/v1/webhooks", new { url, events = new[] { "session.ended" } }, user.AccessToken);

        Assert.Equal((400, field), (refused.Status, refused.ErrorField));
        var path = await CreateAsync(user);
        Assert.Equal(400, (await client.PutAsync(path, new { url }, user.AccessToken)).Status);
    }

    [Fact]
    public async Task Events_are_of_the_documented_ones()
    {
        var user = await client.NewUserAsync();

        foreach (var events in new[] { [], ["session.paused"], ["webhook.test"], new[] { "session.ended", "session.ended" } })
        {
            var refused = await client.PostAsync("/api/v1/webhooks", new { url = Url, events }, user.AccessToken);
            Assert.Equal((400, "events"), (refused.Status, refused.ErrorField));
        }

        Assert.Equal("events", (await client.PostAsync("/api/v1/webhooks", new { url = Url }, user.AccessToken)).ErrorField);
    }

    [Fact]
    public async Task An_account_has_at_most_ten()
    {
        var user = await client.NewUserAsync();
        for (var i = 0; i < 10; i++) await CreateAsync(user);

        var eleventh = await client.PostAsync("/api/v1/webhooks", new { url = Url, events = new[] { "session.ended" } }, user.AccessToken);

        Assert.Equal((409, "CONFLICT"), (eleventh.Status, eleventh.ErrorCode));
    }

    [Fact]
    public async Task A_creation_repeated_under_its_key_answers_the_same_webhook()
    {
        var user = await client.NewUserAsync();

        var first = await CreateUnderKeyAsync(user, Url);
        var again = await CreateUnderKeyAsync(user, Url);
        var other = await CreateUnderKeyAsync(user, Url + "/other");

        Assert.Equal(201, first.Status);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(409, other.Status);
    }

    [Fact]
    public async Task Nobody_comes_in_without_a_token() =>
        Assert.Equal(401, (await client.PostAsync("/api/v1/webhooks", new { url = Url, events = new[] { "session.ended" } })).Status);

    private async Task<string> CreateAsync(SignedInUser user)
    {
        var created = await client.PostAsync("/api/v1/webhooks", new { url = Url, events = new[] { "session.ended" } }, user.AccessToken);
        Assert.Equal(201, created.Status);
        return $"/api/v1/webhooks/{created.Json.GetProperty("id").GetGuid()}";
    }

    private async Task<Answer> CreateUnderKeyAsync(SignedInUser user, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/webhooks", UriKind.Relative));
        request.Headers.Add("Authorization", $"Bearer {user.AccessToken}");
        request.Headers.Add("Idempotency-Key", "one");
        request.Content = System.Net.Http.Json.JsonContent.Create(new { url, events = new[] { "session.ended" } });
        return await client.SendAsync(request);
    }
}
