using System.Net.WebSockets;
using System.Text.Json;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Sessions;

public sealed class SessionSocketTests : IAsyncLifetime
{
    private ChatStory story = null!;
    private SignedInUser user = null!;
    private Guid session;

    public async Task InitializeAsync()
    {
        story = await ChatStory.BeginAsync(new { model = "per_message", price_per_message = 0.10m });
        user = await story.NewUserAsync();
        session = await story.StartIdAsync(user);
    }

    public async Task DisposeAsync() => await story.DisposeAsync();

    [Fact]
    public async Task A_message_is_answered_by_the_documented_frames()
    {
        await using var socket = await story.ConnectAsync(user, session);

        await socket.SendAsync(new { type = "user_message", content = "When is honey harvested?", timestamp = "2024-01-01T10:00:00Z" });
        var frames = await socket.ReceiveUntilAsync("ai_response");
        var update = Assert.Single(await socket.ReceiveUntilAsync("session_update"));

        var answer = frames[^1];
        Assert.Contains("July", answer.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Equal("The hive", answer.GetProperty("sources")[0].GetProperty("title").GetString());
        Assert.InRange(answer.GetProperty("sources")[0].GetProperty("relevance").GetDouble(), 0.01, 1);
        Assert.Equal(0.10m, answer.GetProperty("cost_increment").GetDecimal());
        Assert.True(answer.GetProperty("processing_time_ms").GetInt64() >= 0);
        Assert.EndsWith("Z", answer.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
        Assert.Equal([true, false], frames.Where(frame => TypeOf(frame) == "typing_indicator").Select(frame => frame.GetProperty("is_typing").GetBoolean()));
        Assert.StartsWith(TextOf(frames), answer.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Equal(0.10m, update.GetProperty("current_cost").GetDecimal());
        Assert.Equal("active", update.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_client_that_reconnects_gets_what_it_missed_once_and_in_order()
    {
        await using (var first = await story.ConnectAsync(user, session))
        {
            await first.SendMessageAsync("When is honey harvested?", "a");
            await first.ReceiveUntilAsync("ai_response");
            await first.ReceiveUntilAsync("session_update");
        }

        (string Type, long Seq)[] log = [("message_accepted", 2), ("ai_response", 3), ("session_update", 4)];
        for (var after = 1; after < 4; after++)
        {
            await using var again = await story.ConnectAsync(user, session, after);
            var told = new List<JsonElement>();
            while (again.LastSeq < 4) told.Add((await again.ReceiveAsync())!.Value);

            var stored = told.Where(frame => frame.GetProperty("seq").GetInt64() > after && TypeOf(frame) != "typing_indicator");
            Assert.Equal(log[(after - 1)..], stored.Select(frame => (TypeOf(frame), frame.GetProperty("seq").GetInt64())));
        }
    }

    [Fact]
    public async Task Two_sockets_of_a_session_see_the_same()
    {
        await using var one = await story.ConnectAsync(user, session);
        await using var two = await story.ConnectAsync(user, session);

        await one.SendMessageAsync("When is honey harvested?", "a");
        var told = await one.ReceiveUntilAsync("ai_response");
        var heard = await two.ReceiveUntilAsync("ai_response");

        Assert.Equal(told[^1].GetProperty("content").GetString(), heard[^1].GetProperty("content").GetString());
        Assert.Contains(heard, frame => TypeOf(frame) == "message_accepted" && frame.GetProperty("client_message_id").GetString() == "a");
    }

    [Theory]
    [InlineData("""{"type":"user_message"}""")]
    [InlineData("""{"type":"user_message","content":""}""")]
    [InlineData("""{"type":"user_message","content":7}""")]
    [InlineData("""{"type":"user_message","content":"nul \u0000"}""")]
    [InlineData("""{"type":"user_message","content":"half \ud800"}""")]
    [InlineData("""{"type":"dance"}""")]
    [InlineData("""{"content":"no type"}""")]
    [InlineData("""{"type":"user_message","content":"cut""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""text""")]
    public async Task Wrong_frames_are_errors_and_the_socket_lives(string text)
    {
        await using var socket = await story.ConnectAsync(user, session, after: 1);

        await socket.SendTextAsync(text);
        var error = (await socket.ReceiveUntilAsync("error"))[^1];
        await socket.SendAsync(new { type = "ping" });
        var pong = (await socket.ReceiveUntilAsync("pong"))[^1];

        Assert.Equal(socket.LastSeq, error.GetProperty("seq").GetInt64());
        Assert.Equal(socket.LastSeq, pong.GetProperty("seq").GetInt64());
        Assert.Equal("VALIDATION_ERROR", error.GetProperty("error_code").GetString());
        Assert.NotEqual("", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_frame_of_a_mebibyte_is_told_so_and_closes_the_socket()
    {
        await using var socket = await story.ConnectAsync(user, session);

        await socket.SendTextAsync(JsonSerializer.Serialize(new { type = "user_message", content = new string('x', 1 << 20) }));
        var error = (await socket.ReceiveUntilAsync("error"))[^1];
        while (await socket.ReceiveAsync() is not null) { }

        Assert.Equal("PAYLOAD_TOO_LARGE", error.GetProperty("error_code").GetString());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.CloseStatus);
    }

    [Fact]
    public async Task The_sixty_first_message_of_a_minute_is_told_when_to_come_back()
    {
        await using var socket = await story.ConnectAsync(user, session);

        for (var i = 0; i < 61; i++) await socket.SendMessageAsync("When is honey harvested?", $"message-{i}");
        var error = (await socket.ReceiveUntilAsync("error"))[^1];

        Assert.Equal("RATE_LIMIT_EXCEEDED", error.GetProperty("error_code").GetString());
        Assert.InRange(error.GetProperty("retry_after").GetInt32(), 1, 60);
        Assert.Equal("marketplace.messages", error.GetProperty("limit").GetString());
    }

    [Fact]
    public async Task A_sixth_socket_is_refused_until_one_is_closed()
    {
        var open = new List<SocketClient>();
        for (var i = 0; i < 5; i++) open.Add(await story.ConnectAsync(user, session));

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => story.ConnectAsync(user, session));
        await open[0].DisposeAsync();
        await using var sixth = await ConnectWhenFreedAsync();

        Assert.Contains("429", refused.Message, StringComparison.Ordinal);
        foreach (var socket in open) await socket.DisposeAsync();
    }

    [Fact]
    public async Task A_logout_closes_the_open_socket()
    {
        await using var socket = await story.ConnectAsync(user, session);
        await socket.ReceiveUntilAsync("session_update");

        await story.Client.PostAsync("/api/v1/auth/logout", null, user.AccessToken);
        var error = (await socket.ReceiveUntilAsync("error"))[^1];
        while (await socket.ReceiveAsync() is not null) { }

        Assert.Equal("AUTHENTICATION_REQUIRED", error.GetProperty("error_code").GetString());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, socket.CloseStatus);
    }

    [Fact]
    public async Task The_end_of_the_session_closes_the_socket()
    {
        await using var socket = await story.ConnectAsync(user, session);

        await story.Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken);
        JsonElement last = default;
        while (await socket.ReceiveAsync() is { } frame) last = frame;

        Assert.Equal("ended", last.GetProperty("status").GetString());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task A_ticket_opens_one_socket_and_no_other_call()
    {
        var answer = await story.Client.PostAsync("/api/v1/auth/socket-ticket", null, user.AccessToken);
        var ticket = answer.Json.GetProperty("ticket").GetString()!;

        var elsewhere = await story.Client.GetAsync($"/api/v1/sessions/{session}?ticket={ticket}");
        await using (var socket = await SocketClient.ConnectAsync(story.Host.Address, session, $"&ticket={ticket}"))
            await socket.ReceiveUntilAsync("session_update");
        var again = await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(story.Host.Address, session, $"&ticket={ticket}"));

        Assert.Equal(60, answer.Json.GetProperty("expires_in").GetInt32());
        Assert.Equal(401, elsewhere.Status);
        Assert.Contains("401", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_session_and_no_token_are_refused_before_the_upgrade()
    {
        var stranger = await story.NewUserAsync();

        var foreign = await Assert.ThrowsAsync<WebSocketException>(() => story.ConnectAsync(stranger, session));
        var unknown = await Assert.ThrowsAsync<WebSocketException>(() => story.ConnectAsync(user, Guid.NewGuid()));
        var anonymous = await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(story.Host.Address, session, "no-token"));
        var ahead = await Assert.ThrowsAsync<WebSocketException>(() => story.ConnectAsync(user, session, after: 1_000));

        Assert.Contains("404", foreign.Message, StringComparison.Ordinal);
        Assert.Contains("404", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("401", anonymous.Message, StringComparison.Ordinal);
        Assert.Contains("400", ahead.Message, StringComparison.Ordinal);
    }

    private static string TypeOf(JsonElement frame) => frame.GetProperty("type").GetString()!;

    /// <summary>What a client that follows the protocol has on its screen.</summary>
    private static string TextOf(IEnumerable<JsonElement> frames) => frames
        .Where(frame => TypeOf(frame) == "ai_response_delta")
        .Aggregate("", (text, delta) => text[..delta.GetProperty("offset").GetInt32()] + delta.GetProperty("content").GetString());

    private async Task<SocketClient> ConnectWhenFreedAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (true)
        {
            try
            {
                return await story.ConnectAsync(user, session);
            }
            catch (WebSocketException) when (!patience.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }
}
