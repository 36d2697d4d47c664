using Grains.Testing;

namespace WebFront.Tests.Marketplace.Auth;

public sealed class SignUpUserTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    private const string Path = "/api/v1/auth/signup";

    private readonly ProductClient client = product.Client;

    [Fact]
    public async Task The_documented_example_works()
    {
        var answer = await client.PostTextAsync(
            Path, """{"email":"user@example.com","password":"securePassword123","full_name":"John Doe","role":"user"}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["user_id", "email", "verification_token", "message"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.NotEqual(Guid.Empty, answer.Json.GetProperty("user_id").GetGuid());
        Assert.Equal("user@example.com", answer.Json.GetProperty("email").GetString());
        Assert.Equal("Please verify your email", answer.Json.GetProperty("message").GetString());
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("""{"password":"securePassword123","full_name":"J","role":"user"}""", "email")]
    [InlineData("""{"email":null,"password":"securePassword123","full_name":"J"}""", "email")]
    [InlineData("""{"email":"nobody","password":"securePassword123","full_name":"J"}""", "email")]
    [InlineData("""{"email":7,"password":"securePassword123","full_name":"J"}""", "email")]
    [InlineData("""{"email":["a@example.com"],"password":"securePassword123","full_name":"J"}""", "email")]
    [InlineData("""{"email":"a@example.com","full_name":"J"}""", "password")]
    [InlineData("""{"email":"a@example.com","password":"","full_name":"J"}""", "password")]
    [InlineData("""{"email":"a@example.com","password":"short","full_name":"J"}""", "password")]
    [InlineData("""{"email":"a@example.com","password":"password123","full_name":"J"}""", "password")]
    [InlineData("""{"email":"a@example.com","password":{"a":1},"full_name":"J"}""", "password")]
    [InlineData("""{"email":"a@example.com","password":"securePassword123"}""", "full_name")]
    [InlineData("""{"email":"a@example.com","password":"securePassword123","full_name":"  "}""", "full_name")]
    [InlineData("""{"email":"a@example.com","password":"securePassword123","full_name":"a\u0000b"}""", "full_name")]
    [InlineData("""{"email":"a@example.com","password":"securePassword123","full_name":"\ud800"}""", "full_name")]
    [InlineData("""{"email":"a@example.com","password":"securePassword123","full_name":"J","role":"admin"}""", "role")]
    [InlineData("""{"email":"a@example.com","password":"securePassword123","full_name":"J","role":"Creator"}""", "role")]
    [InlineData("""{"email":"a@example.com","password":"securePassword123","full_name":"J","role":2}""", "role")]
    public async Task Wrong_input_is_refused_and_the_field_is_named(string body, string field)
    {
        // An address of its own, so that the limit of attempts does not answer in place of the check.
        body = body.Replace("a@example.com", ProductClient.NewEmail(), StringComparison.Ordinal);

        var answer = await client.PostTextAsync(Path, body);

        Assert.Equal(400, answer.Status);
        Assert.Equal("VALIDATION_ERROR", answer.ErrorCode);
        Assert.Equal(field, answer.ErrorField);
    }

    [Fact]
    public async Task A_password_of_256_characters_is_taken_and_one_of_257_is_not()
    {
        var email = ProductClient.NewEmail();
        var longest = string.Concat(Enumerable.Range(0, 64).Select(i => $"{i:00}x!"));

        var tooLong = await client.SignUpAsync(email, password: longest + "x");
        var taken = await client.SignUpAsync(email, password: longest);

        Assert.Equal("password", tooLong.ErrorField);
        Assert.True(taken.IsSuccess, taken.ToString());
        await client.LogInAsync(email, longest);
    }

    [Fact]
    public async Task An_address_has_one_account_whatever_its_case()
    {
        var email = ProductClient.NewEmail();
        await client.SignUpAsync(email);

        var again = await client.SignUpAsync($" {email.ToUpperInvariant()} ");

        Assert.Equal(409, again.Status);
        Assert.Equal("CONFLICT", again.ErrorCode);
        await client.LogInAsync(email.ToUpperInvariant());
    }

    [Fact]
    public async Task Sign_ups_at_once_with_one_address_make_one_account()
    {
        var email = ProductClient.NewEmail();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.SignUpAsync(email)));

        Assert.Single(answers, answer => answer.IsSuccess);
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => Assert.Contains(answer.Status, new[] { 409, 429 }));
    }

    [Fact]
    public async Task What_only_the_server_decides_is_ignored()
    {
        var email = ProductClient.NewEmail();
        await client.PostTextAsync(
            Path,
            $$"""{"email":"{{email}}","password":"securePassword123","full_name":"Eve","is_admin":true,"roles":["admin"],"id":"x","credits":9}""");

        var user = await client.LogInAsync(email);
        var profile = await client.GetAsync("/api/v1/users/profile", user.AccessToken);

        Assert.Equal("user", profile.Json.GetProperty("role").GetString());
        Assert.Equal(20m, (await client.GetAsync("/api/v1/users/wallet", user.AccessToken)).Json.GetProperty("balance").GetDecimal());
    }

    [Fact]
    public async Task The_verification_token_can_be_kept_to_the_mail()
    {
        var settings = new Dictionary<string, string?> { ["Accounts:ReturnVerificationToken"] = "false" };
        await using var host = await ProductHost.StartAsync(new ProductSetup { Settings = settings });

        var answer = await host.Client.SignUpAsync(ProductClient.NewEmail());

        Assert.Null(answer.Json.GetProperty("verification_token").GetString());
    }
}
