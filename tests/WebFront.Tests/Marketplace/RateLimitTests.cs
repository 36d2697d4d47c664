using System.Net.Http.Headers;
using System.Net.WebSockets;
using Grains.Accounts;
using Grains.Testing;
using WebFront.Tests.Marketplace.Sessions;

namespace WebFront.Tests.Marketplace;

/// <summary>The document's limits, each to the call and to the second. Time moves only where the test says so.</summary>
public sealed class RateLimitTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<string> AuthenticationEndpoints { get; } =
        ["login", "signup", "forgot-password", "resend-verification", "refresh-token", "reset-password", "verify-email"];

    [Theory]
    [MemberData(nameof(AuthenticationEndpoints))]
    public async Task An_authentication_endpoint_takes_five_calls_a_minute_for_an_account(string endpoint)
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await StartAsync(clock);
        var (account, other) = (Guid.NewGuid(), Guid.NewGuid());

        var taken = new List<Answer>();
        for (var call = 0; call < 5; call++) taken.Add(await CallAsync(host.Client, endpoint, account));
        var sixth = await CallAsync(host.Client, endpoint, account);
        var ofAnother = await CallAsync(host.Client, endpoint, other);
        clock.Advance(TimeSpan.FromMinutes(1) - Second);
        var tooEarly = await CallAsync(host.Client, endpoint, account);
        clock.Advance(Second);
        var again = await CallAsync(host.Client, endpoint, account);

        Assert.All(taken, answer => Assert.NotEqual(429, answer.Status));
        Assert.Equal(["4", "3", "2", "1", "0"], taken.Select(answer => answer.Header("X-RateLimit-Remaining")));
        AssertBound(sixth, "marketplace.sign-in", 5, 60, clock.GetUtcNow());
        Assert.NotEqual(429, ofAnother.Status);
        AssertBound(tooEarly, "marketplace.sign-in", 5, 1, clock.GetUtcNow());
        Assert.NotEqual(429, again.Status);
    }

    [Fact]
    public async Task Logging_out_and_deleting_the_account_count_likewise()
    {
        await using var host = await StartAsync(new ManualTimeProvider(DateTimeOffset.UtcNow));
        var user = await host.Client.NewUserAsync();
        var wrong = new { password = "not my password" };

        for (var call = 0; call < 5; call++)
            Assert.Equal(403, (await host.Client.SendAsync(HttpMethod.Delete, "/api/v1/users/account", wrong, user.AccessToken)).Status);
        var sixth = await host.Client.SendAsync(HttpMethod.Delete, "/api/v1/users/account", wrong, user.AccessToken);
        var logout = await host.Client.PostAsync("/api/v1/auth/logout", token: user.AccessToken);

        Assert.Equal((429, "marketplace.sign-in"), (sixth.Status, LimitOf(sixth)));
        Assert.Equal("4", logout.Header("X-RateLimit-Remaining"));
    }

    [Fact]
    public async Task A_user_sends_sixty_messages_a_minute_by_whatever_door()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        await using var story = await ChatStory.BeginAsync(new { model = "per_message", price_per_message = 0 }, clock: clock);
        var user = await story.NewUserAsync();
        var sessions = new[] { await story.StartIdAsync(user), await story.StartIdAsync(user) };
        await using var socket = await story.ConnectAsync(user, sessions[0]);

        for (var number = 1; number < 60; number++)
            Assert.Equal(200, (await story.SendAsync(user, sessions[number % 2], "When is honey harvested?", $"m{number}")).Status);
        await socket.SendMessageAsync("When is honey harvested?", "m60");
        await socket.ReceiveUntilAsync("message_accepted");
        var next = await story.SendAsync(user, sessions[1], "When is honey harvested?", "m61");
        await socket.SendMessageAsync("When is honey harvested?", "m62");
        var frame = (await socket.ReceiveUntilAsync("error"))[^1];
        var repeated = await story.SendAsync(user, sessions[1], "When is honey harvested?", "m1");
        clock.Advance(TimeSpan.FromMinutes(1) - Second);
        var tooEarly = await story.SendAsync(user, sessions[1], "When is honey harvested?", "m61");
        clock.Advance(Second);
        var again = await story.SendAsync(user, sessions[1], "When is honey harvested?", "m61");

        AssertBound(next, "marketplace.messages", 60, 60, clock.GetUtcNow());
        Assert.Equal("RATE_LIMIT_EXCEEDED", frame.GetProperty("error_code").GetString());
        Assert.Equal(60, frame.GetProperty("retry_after").GetInt32());
        Assert.Equal("marketplace.messages", frame.GetProperty("limit").GetString());
        Assert.Equal(200, repeated.Status);
        AssertBound(tooEarly, "marketplace.messages", 60, 1, clock.GetUtcNow());
        Assert.Equal(200, again.Status);
    }

    [Fact]
    public async Task A_user_uploads_ten_files_an_hour_whatever_they_are_for()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await StartAsync(clock, ("Tokens:Lifetime", "1.00:00:00"));
        var user = await host.Client.NewUserAsync("creator");
        var clone = (await host.Client.PostAsync("/api/v1/clones", new { name = "Dr. Bee", base_price = 1 }, user.AccessToken)).Json.GetProperty("clone_id").GetGuid();

        var document = await UploadAsync(host.Client, user, $"/api/v1/clones/{clone}/documents", "Honey is harvested in July."u8.ToArray(), "honey.txt");
        for (var picture = 1; picture < 10; picture++)
            Assert.Equal(200, (await UploadAsync(host.Client, user, "/api/v1/users/avatar", TestImages.Png(picture, 1), "me.png")).Status);
        var refused = await UploadAsync(host.Client, user, "/api/v1/users/avatar", "no picture"u8.ToArray(), "me.png");
        var eleventh = await UploadAsync(host.Client, user, "/api/v1/users/avatar", TestImages.Png(11, 1), "me.png");
        clock.Advance(TimeSpan.FromHours(1) - Second);
        var tooEarly = await UploadAsync(host.Client, user, $"/api/v1/clones/{clone}/documents", "More."u8.ToArray(), "more.txt");
        clock.Advance(Second);
        var again = await UploadAsync(host.Client, user, "/api/v1/users/avatar", TestImages.Png(11, 1), "me.png");

        Assert.Equal(200, document.Status);
        AssertBound(eleventh, "marketplace.uploads", 10, 3600, clock.GetUtcNow());
        Assert.Equal(429, refused.Status);
        AssertBound(tooEarly, "marketplace.uploads", 10, 1, clock.GetUtcNow());
        Assert.Equal(200, again.Status);
    }

    [Fact]
    public async Task A_user_makes_a_thousand_calls_an_hour()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await StartAsync(clock, ("Tokens:Lifetime", "1.00:00:00"));
        var user = await host.Client.NewUserAsync();
        var somebodyElse = await host.Client.NewUserAsync();

        for (var call = 1; call < 1000; call++) await host.Client.GetAsync("/api/v1/users/profile", user.AccessToken);
        var last = await host.Client.GetAsync("/api/v1/users/wallet", user.AccessToken);
        var next = await host.Client.GetAsync("/api/v1/users/profile", user.AccessToken);
        var ofAnother = await host.Client.GetAsync("/api/v1/users/profile", somebodyElse.AccessToken);
        clock.Advance(TimeSpan.FromHours(1) - Second);
        var tooEarly = await host.Client.GetAsync("/api/v1/users/profile", user.AccessToken);
        clock.Advance(Second);
        var again = await host.Client.GetAsync("/api/v1/users/profile", user.AccessToken);

        Assert.Equal((200, "1000", "0"), (last.Status, last.Header("X-RateLimit-Limit"), last.Header("X-RateLimit-Remaining")));
        AssertBound(next, "marketplace.calls", 1000, 3600, clock.GetUtcNow());
        Assert.Equal(200, ofAnother.Status);
        AssertBound(tooEarly, "marketplace.calls", 1000, 1, clock.GetUtcNow());
        Assert.Equal((200, "999"), (again.Status, again.Header("X-RateLimit-Remaining")));
    }

    [Fact]
    public async Task A_user_has_five_sockets_open_at_once()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        var open = new List<SocketClient>();
        for (var number = 0; number < 5; number++)
        {
            open.Add(await story.ConnectAsync(user, session));
            await open[^1].ReceiveUntilAsync("session_update");
        }

        var sixth = await UpgradeAsync(story, user, session);
        await open[0].DisposeAsync();
        SocketClient? instead = null;
        while (instead is null)
        {
            try
            {
                instead = await story.ConnectAsync(user, session);
            }
            catch (WebSocketException)
            {
                // The place is free as soon as the server has seen the end of the first.
            }
        }

        Assert.Equal(429, sixth.Status);
        Assert.Equal("marketplace.sockets", LimitOf(sixth));
        Assert.Equal(5, sixth.Error.GetProperty("details").GetProperty("permits").GetInt32());
        Assert.Equal("5", sixth.Header("Retry-After"));
        foreach (var socket in open.Skip(1).Append(instead)) await socket.DisposeAsync();
    }

    private static Task<ProductHost> StartAsync(ManualTimeProvider clock, params (string Name, string Value)[] settings) =>
        ProductHost.StartAsync(new ProductSetup { Clock = clock, Settings = settings.ToDictionary(pair => pair.Name, pair => (string?)pair.Value) });

    private static Task<Answer> CallAsync(ProductClient client, string endpoint, Guid account)
    {
        var (email, token) = ($"{account:N}@example.com", new MailedToken(account, new string('a', 64)).Print());
        return endpoint switch
        {
            "login" => client.PostAsync("/api/v1/auth/login", new { email, password = "wrong password" }),
            "signup" => client.SignUpAsync(email),
            "forgot-password" or "resend-verification" => client.PostAsync($"/api/v1/auth/{endpoint}", new { email }),
            "refresh-token" => client.PostAsync("/api/v1/auth/refresh-token", new { refresh_token = new RefreshToken(account, account.ToString("N"), new string('b', 64)).Print() }),
            "reset-password" => client.PostAsync("/api/v1/auth/reset-password", new { token, new_password = "newSecurePassword123" }),
            "verify-email" => client.GetAsync($"/api/v1/auth/verify-email/{token}"),
            _ => throw new ArgumentOutOfRangeException(nameof(endpoint), endpoint, null),
        };
    }

    private static async Task<Answer> UploadAsync(ProductClient client, SignedInUser user, string path, byte[] file, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", user.AccessToken);
        return await client.SendAsync(request);
    }

    /// <summary>Asks for a WebSocket and reads the answer as what it is where it is none.</summary>
    private static async Task<Answer> UpgradeAsync(ChatStory story, SignedInUser user, Guid session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/ws/sessions/{session}?token={user.AccessToken}");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new ProductHeaderValue("websocket"));
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", Convert.ToBase64String(new byte[16]));
        return await story.Client.SendAsync(request);
    }

    private static string? LimitOf(Answer answer) => answer.Error.GetProperty("details").GetProperty("limit").GetString();

    /// <param name="now">When the test looks; the answer may be a little older.</param>
    private static void AssertBound(Answer answer, string limit, int permits, int retryAfter, DateTimeOffset now)
    {
        Assert.Equal(429, answer.Status);
        Assert.Equal("RATE_LIMIT_EXCEEDED", answer.ErrorCode);
        var details = answer.Error.GetProperty("details");
        Assert.Equal(
            (limit, permits, 0, retryAfter),
            (details.GetProperty("limit").GetString(), details.GetProperty("permits").GetInt32(), details.GetProperty("remaining").GetInt32(), details.GetProperty("retry_after").GetInt32()));
        Assert.Equal($"{retryAfter}", answer.Header("Retry-After"));
        Assert.Equal($"{permits}", answer.Header("X-RateLimit-Limit"));
        Assert.Equal("0", answer.Header("X-RateLimit-Remaining"));
        Assert.InRange(long.Parse(answer.Header("X-RateLimit-Reset")!, System.Globalization.CultureInfo.InvariantCulture), 1, now.ToUnixTimeSeconds() + retryAfter + 1);
    }
}
