using Grains.Testing;

namespace WebFront.Tests.Marketplace.Auth;

/// <summary>Refresh and logout: how a sign-in goes on and how it ends.</summary>
public sealed class SignInLifeTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    private const string Profile = "/api/v1/users/profile";

    private readonly ProductClient client = product.Client;

    [Fact]
    public async Task Refreshing_gives_new_tokens_that_work()
    {
        var user = await client.NewUserAsync();

        var answer = await RefreshAsync(user.RefreshToken);

        Assert.Equal(200, answer.Status);
        Assert.Equal(["access_token", "refresh_token", "expires_in", "user"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.NotEqual(user.RefreshToken, Token(answer, "refresh_token"));
        Assert.Equal(200, (await client.GetAsync(Profile, Token(answer, "access_token"))).Status);
    }

    [Fact]
    public async Task The_reuse_of_a_refresh_token_ends_every_token_of_the_sign_in()
    {
        var user = await client.NewUserAsync();
        var next = await RefreshAsync(user.RefreshToken);

        var reuse = await RefreshAsync(user.RefreshToken);

        Assert.Equal(401, reuse.Status);
        Assert.Equal("AUTHENTICATION_REQUIRED", reuse.ErrorCode);
        Assert.Equal(401, (await RefreshAsync(Token(next, "refresh_token"))).Status);
        Assert.Equal(401, (await client.GetAsync(Profile, user.AccessToken)).Status);
        Assert.Equal(401, (await client.GetAsync(Profile, Token(next, "access_token"))).Status);
    }

    [Theory]
    [InlineData("""{}""", 400)]
    [InlineData("""{"refresh_token":null}""", 400)]
    [InlineData("""{"refresh_token":""}""", 400)]
    [InlineData("""{"refresh_token":5}""", 400)]
    [InlineData("""{"refresh_token":"refresh_token"}""", 401)]
    [InlineData("""{"refresh_token":"!!"}""", 401)]
    public async Task A_refresh_with_anything_else_is_refused(string body, int status) =>
        Assert.Equal(status, (await client.PostTextAsync("/api/v1/auth/refresh-token", body)).Status);

    [Fact]
    public async Task An_access_token_is_no_refresh_token() =>
        Assert.Equal(401, (await RefreshAsync((await client.NewUserAsync()).AccessToken)).Status);

    [Fact]
    public async Task A_refresh_token_of_nobody_is_refused()
    {
        var token = new global::Grains.Accounts.RefreshToken(Guid.NewGuid(), new string('a', 32), new string('b', 64));

        Assert.Equal(401, (await RefreshAsync(token.Print())).Status);
    }

    [Fact]
    public async Task An_unused_refresh_token_expires_after_thirty_days()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await ProductHost.StartAsync(new ProductSetup { Clock = clock });
        var user = await host.Client.NewUserAsync();
        clock.Leap(TimeSpan.FromDays(30));

        var answer = await host.Client.PostAsync("/api/v1/auth/refresh-token", new { refresh_token = user.RefreshToken });

        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task After_logout_both_tokens_are_dead_on_the_next_call()
    {
        var user = await client.NewUserAsync();
        Assert.Equal(200, (await client.GetAsync(Profile, user.AccessToken)).Status);

        var logout = await client.PostAsync("/api/v1/auth/logout", token: user.AccessToken);

        Assert.Equal(200, logout.Status);
        Assert.Equal(401, (await client.GetAsync(Profile, user.AccessToken)).Status);
        Assert.Equal(401, (await RefreshAsync(user.RefreshToken)).Status);
        Assert.Equal(401, (await client.PostAsync("/api/v1/auth/logout", token: user.AccessToken)).Status);
    }

    [Fact]
    public async Task Logging_out_leaves_other_sign_ins_alone()
    {
        var here = await client.NewUserAsync();
        var there = await client.LogInAsync(here.Email);

        await client.PostAsync("/api/v1/auth/logout", token: here.AccessToken);

        Assert.Equal(200, (await client.GetAsync(Profile, there.AccessToken)).Status);
    }

    private static string Token(Answer answer, string name) => answer.Json.GetProperty(name).GetString()!;

    private Task<Answer> RefreshAsync(string token) => client.PostAsync("/api/v1/auth/refresh-token", new { refresh_token = token });
}
