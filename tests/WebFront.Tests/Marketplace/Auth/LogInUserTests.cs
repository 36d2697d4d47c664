using Grains.Testing;

namespace WebFront.Tests.Marketplace.Auth;

public sealed class LogInUserTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    private const string Path = "/api/v1/auth/login";

    private readonly ProductClient client = product.Client;

    [Fact]
    public async Task The_documented_example_works()
    {
        var email = ProductClient.NewEmail();
        await client.SignUpAsync(email);

        var answer = await client.PostTextAsync(Path, $$"""{"email":"{{email}}","password":"securePassword123"}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal(["access_token", "refresh_token", "expires_in", "user"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(3600, answer.Json.GetProperty("expires_in").GetInt32());
        var user = answer.Json.GetProperty("user");
        Assert.Equal(["id", "email", "full_name", "role"], user.EnumerateObject().Select(member => member.Name));
        Assert.Equal("John Doe", user.GetProperty("full_name").GetString());
        Assert.Equal("user", user.GetProperty("role").GetString());
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_are_answered_alike()
    {
        var email = ProductClient.NewEmail();
        await client.SignUpAsync(email);

        var wrong = await client.PostAsync(Path, new { email, password = "another password" });
        var unknown = await client.PostAsync(Path, new { email = ProductClient.NewEmail(), password = "another password" });

        Assert.Equal(401, wrong.Status);
        Assert.Equal("AUTHENTICATION_REQUIRED", wrong.ErrorCode);
        Assert.Equal(wrong.Status, unknown.Status);
        Assert.Equal(wrong.Error.GetProperty("message").GetString(), unknown.Error.GetProperty("message").GetString());
        Assert.Equal(wrong.Error.GetProperty("details").ToString(), unknown.Error.GetProperty("details").ToString());
    }

    [Fact]
    public async Task The_sixth_attempt_in_a_minute_is_refused_even_with_the_right_password()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await ProductHost.StartAsync(new ProductSetup { Clock = clock });
        var email = ProductClient.NewEmail();
        await host.Client.SignUpAsync(email);
        for (var i = 0; i < 5; i++)
            Assert.Equal(401, (await host.Client.PostAsync(Path, new { email, password = "another password" })).Status);

        var sixth = await host.Client.PostAsync(Path, new { email = email.ToUpperInvariant(), password = ProductClient.Password });
        var another = await host.Client.PostAsync(Path, new { email = ProductClient.NewEmail(), password = "another password" });
        clock.Advance(TimeSpan.FromSeconds(60));
        var later = await host.Client.PostAsync(Path, new { email, password = ProductClient.Password });

        Assert.Equal(429, sixth.Status);
        Assert.Equal("RATE_LIMIT_EXCEEDED", sixth.ErrorCode);
        Assert.Equal("60", sixth.Header("Retry-After"));
        Assert.Equal(60, sixth.Error.GetProperty("details").GetProperty("retry_after").GetInt32());
        Assert.Equal("marketplace.sign-in", sixth.Error.GetProperty("details").GetProperty("limit").GetString());
        Assert.Equal("5", sixth.Header("X-RateLimit-Limit"));
        Assert.Equal("0", sixth.Header("X-RateLimit-Remaining"));
        Assert.Equal(401, another.Status);
        Assert.Equal(200, later.Status);
    }

    [Fact]
    public async Task Attempts_from_one_address_are_bounded_and_a_forwarded_address_changes_nothing()
    {
        var settings = new Dictionary<string, string?> { ["Limits:attempts.address:Permits"] = "3" };
        await using var host = await ProductHost.StartAsync(new ProductSetup { Settings = settings });
        var statuses = new List<int>();

        for (var i = 0; i < 5; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Path);
            request.Headers.Add("X-Forwarded-For", $"10.0.0.{i}");
            request.Content = new StringContent(
                $$"""{"email":"{{ProductClient.NewEmail()}}","password":"another password"}""", null, "application/json");
            statuses.Add((await host.Client.SendAsync(request)).Status);
        }

        Assert.Equal([401, 401, 401, 429, 429], statuses);
    }

    [Theory]
    [InlineData("""{"email":"a@example.com"}""", "password")]
    [InlineData("""{"password":"securePassword123"}""", "email")]
    [InlineData("""{"email":"a@example.com","password":true}""", "password")]
    [InlineData("""{"email":{"$ne":null},"password":"x"}""", "email")]
    public async Task Wrong_input_is_refused_and_the_field_is_named(string body, string field)
    {
        var answer = await client.PostTextAsync(Path, body);

        Assert.Equal(400, answer.Status);
        Assert.Equal(field, answer.ErrorField);
    }

    [Fact]
    public async Task A_password_of_900_kB_is_only_wrong()
    {
        var answer = await client.PostAsync(Path, new { email = ProductClient.NewEmail(), password = new string('a', 900_000) });

        Assert.Equal(401, answer.Status);
    }
}
