using Grains.Testing;

namespace WebFront.Tests.Marketplace.Users;

public sealed class ProfileTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    private const string Path = "/api/v1/users/profile";

    private readonly ProductClient client = product.Client;

    [Fact]
    public async Task A_profile_has_the_documented_members()
    {
        var user = await client.NewUserAsync("creator");

        var answer = await client.GetAsync(Path, user.AccessToken);

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["id", "email", "full_name", "avatar_url", "role", "preferences", "created_at", "email_verified"],
            answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(user.Id, answer.Json.GetProperty("id").GetGuid());
        Assert.Equal("creator", answer.Json.GetProperty("role").GetString());
        Assert.Equal("""{"timezone":"UTC","language":"en","notifications":true}""", answer.Json.GetProperty("preferences").GetRawText());
        Assert.Matches("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z$", answer.Json.GetProperty("created_at").GetString());
    }

    [Fact]
    public async Task The_documented_update_works_with_and_without_a_slash()
    {
        var user = await client.NewUserAsync();
        var body = new { full_name = "John Smith", preferences = new { timezone = "EST", language = "en", notifications = false } };

        var answer = await client.PutAsync(Path + "/", body, user.AccessToken);
        var read = await client.GetAsync(Path + "/", user.AccessToken);

        Assert.Equal(200, answer.Status);
        Assert.Equal("John Smith", read.Json.GetProperty("full_name").GetString());
        Assert.Equal("""{"timezone":"EST","language":"en","notifications":false}""", read.Json.GetProperty("preferences").GetRawText());
    }

    [Fact]
    public async Task What_is_not_the_callers_to_change_is_ignored()
    {
        var user = await client.NewUserAsync();

        await client.PutAsync(
            Path,
            new { role = "admin", id = Guid.NewGuid(), email = "eve@example.com", email_verified = true, credits = 1000, created_at = "2020-01-01T00:00:00Z" },
            user.AccessToken);
        var read = await client.GetAsync(Path, user.AccessToken);

        Assert.Equal("user", read.Json.GetProperty("role").GetString());
        Assert.Equal(user.Id, read.Json.GetProperty("id").GetGuid());
        Assert.Equal(user.Email, read.Json.GetProperty("email").GetString());
        Assert.Equal(20m, (await client.GetAsync("/api/v1/users/wallet", user.AccessToken)).Json.GetProperty("balance").GetDecimal());
    }

    [Theory]
    [InlineData("""{"full_name":""}""", "full_name")]
    [InlineData("""{"full_name":5}""", "full_name")]
    [InlineData("""{"preferences":[]}""", "preferences")]
    [InlineData("""{"preferences":{"timezone":""}}""", "preferences.timezone")]
    [InlineData("""{"preferences":{"timezone":1}}""", "preferences.timezone")]
    [InlineData("""{"preferences":{"timezone":"Mars/Olympus"}}""", "preferences.timezone")]
    [InlineData("""{"preferences":{"timezone":"../../etc/passwd"}}""", "preferences.timezone")]
    [InlineData("""{"preferences":{"language":"<script>"}}""", "preferences.language")]
    [InlineData("""{"preferences":{"language":"e"}}""", "preferences.language")]
    [InlineData("""{"preferences":{"language":"en--us"}}""", "preferences.language")]
    [InlineData("""{"preferences":{"language":"12"}}""", "preferences.language")]
    [InlineData("""{"preferences":{"notifications":"true"}}""", "preferences.notifications")]
    [InlineData("""{"preferences":{"notifications":"yes"}}""", "preferences.notifications")]
    public async Task Wrong_input_is_refused_and_the_field_is_named(string body, string field)
    {
        var user = await client.NewUserAsync();

        var answer = await client.SendRawAsync(HttpMethod.Put, Path, System.Text.Encoding.UTF8.GetBytes(body), "application/json", user.AccessToken);

        Assert.Equal(400, answer.Status);
        Assert.Equal(field, answer.ErrorField);
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Argentina/Buenos_Aires")]
    public async Task A_timezone_has_a_name_of_the_time_zone_database(string timezone)
    {
        var user = await client.NewUserAsync();

        var answer = await client.PutAsync(Path, new { preferences = new { timezone } }, user.AccessToken);

        Assert.Equal(timezone, answer.Json.GetProperty("preferences").GetProperty("timezone").GetString());
    }

    [Theory]
    [InlineData("مرحبا שלום")]
    [InlineData("👩‍👩‍👧‍👦 Zoë")]
    [InlineData("O'Brien; DROP TABLE users;--")]
    public async Task Names_of_all_scripts_are_kept_exactly(string name)
    {
        var user = await client.NewUserAsync();

        await client.PutAsync(Path, new { full_name = name }, user.AccessToken);

        Assert.Equal(name, (await client.GetAsync(Path, user.AccessToken)).Json.GetProperty("full_name").GetString());
    }

    [Fact]
    public async Task The_wallet_shows_the_sandbox_balance()
    {
        var user = await client.NewUserAsync();

        var answer = await client.GetAsync("/api/v1/users/wallet", user.AccessToken);

        Assert.Equal("""{"available":20,"leased":0,"balance":20,"currency":"USD","owed":0,"sandbox":true}""", answer.Text);
    }

    [Fact]
    public async Task The_call_after_the_thousandth_of_an_hour_is_refused_and_takes_from_nothing()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await ProductHost.StartAsync(new ProductSetup { Clock = clock });
        var user = await host.Client.NewUserAsync();
        for (var i = 999; i >= 0; i--)
            Assert.Equal($"{i}", (await host.Client.GetAsync(Path, user.AccessToken)).Header("X-RateLimit-Remaining"));

        var refused = await host.Client.GetAsync(Path, user.AccessToken);
        clock.Advance(TimeSpan.FromMinutes(59));
        var still = await host.Client.GetAsync(Path, (await host.Client.LogInAsync(user.Email)).AccessToken);
        clock.Advance(TimeSpan.FromMinutes(1));
        var again = await host.Client.GetAsync(Path, (await host.Client.LogInAsync(user.Email)).AccessToken);

        Assert.Equal(429, refused.Status);
        Assert.Equal("3600", refused.Header("Retry-After"));
        Assert.Equal("marketplace.calls", refused.Error.GetProperty("details").GetProperty("limit").GetString());
        Assert.Equal("60", still.Header("Retry-After"));
        Assert.Equal("999", again.Header("X-RateLimit-Remaining"));
    }
}
