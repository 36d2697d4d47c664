using System.Text.Json;
using Grains.Testing;

namespace WebFront.Tests.Marketplace.Sessions;

/// <summary>The document's examples of the session endpoints.</summary>
public sealed class SessionExampleTests
{
    private static readonly DateTimeOffset Ten = new(2026, 1, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_session_is_created_as_documented()
    {
        var clock = new ManualTimeProvider(Ten);
        await using var story = await ChatStory.BeginAsync(clock: clock);
        var user = await story.NewUserAsync();

        var session = await story.StartAsync(user);

        Assert.Equal("Dr. Bee", session.GetProperty("expert_name").GetString());
        Assert.Equal("chat", session.GetProperty("session_type").GetString());
        Assert.Equal("active", session.GetProperty("status").GetString());
        Assert.Equal(clock.GetUtcNow(), session.GetProperty("start_time").GetDateTimeOffset());
        Assert.EndsWith("Z", session.GetProperty("start_time").GetString(), StringComparison.Ordinal);
        Assert.Equal($"ws://{story.Host.Address.Authority}/ws/sessions/{session.GetProperty("session_id").GetString()}", session.GetProperty("websocket_url").GetString());
        var billing = session.GetProperty("billing");
        Assert.Equal(1.25m, billing.GetProperty("rate_per_minute").GetDecimal());
        Assert.Equal(0m, billing.GetProperty("current_cost").GetDecimal());
        Assert.Equal(0m, billing.GetProperty("estimated_cost").GetDecimal());
    }

    [Fact]
    public async Task Thirty_five_minutes_at_75_an_hour_cost_43_75()
    {
        var clock = new ManualTimeProvider(Ten);
        await using var story = await ChatStory.BeginAsync(clock: clock, settings: ("Wallets:SandboxBalance", "100"));
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await using var socket = await story.ConnectAsync(user, session);
        await socket.ReceiveUntilAsync("session_update");

        clock.Advance(TimeSpan.FromMinutes(25));
        var running = (await story.GetAsync(user, session)).Json;
        clock.Advance(TimeSpan.FromMinutes(10));
        var ended = await story.Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken);

        Assert.Equal("Dr. Bee", running.GetProperty("expert").GetProperty("name").GetString());
        Assert.Equal(25, running.GetProperty("duration_minutes").GetDecimal());
        Assert.Equal(31.25m, running.GetProperty("total_cost").GetDecimal());
        Assert.Equal("active", running.GetProperty("status").GetString());
        Assert.Equal(43.75m, ended.Json.GetProperty("final_cost").GetDecimal());
        Assert.Equal(35, ended.Json.GetProperty("duration_minutes").GetDecimal());
        Assert.Equal(0, ended.Json.GetProperty("message_count").GetInt32());
        Assert.Equal(56.25m, await story.BalanceAsync(user));
        Assert.Equal(56.25m, await story.BalanceAsync(user, "available"));
    }

    [Fact]
    public async Task A_message_is_answered_as_documented()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        var answer = await story.SendAsync(user, session, "When is honey harvested?");

        Assert.Equal(200, answer.Status);
        Assert.NotEqual(Guid.Empty, answer.Json.GetProperty("message_id").GetGuid());
        var response = answer.Json.GetProperty("ai_response");
        Assert.Contains("July", response.GetProperty("content").GetString(), StringComparison.Ordinal);
        var source = Assert.Single(response.GetProperty("sources").EnumerateArray());
        Assert.Equal("The hive", source.GetProperty("title").GetString());
        Assert.InRange(source.GetProperty("relevance").GetDouble(), 0.01, 1);
        Assert.True(response.GetProperty("cost_increment").GetDecimal() >= 0);
        var update = answer.Json.GetProperty("session_update");
        Assert.Equal(response.GetProperty("cost_increment").GetDecimal(), update.GetProperty("current_cost").GetDecimal());
        Assert.True(update.GetProperty("duration_minutes").GetDouble() >= 0);
    }

    [Fact]
    public async Task The_transcript_is_listed_as_documented()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "When is honey harvested?");
        await story.SendAsync(user, session, "How long does an inspection last?");

        var all = await story.GetAsync(user, session, "/messages");
        var second = await story.GetAsync(user, session, "/messages?limit=1&offset=2&message_type=text");

        Assert.Equal(["user", "ai", "user", "ai"], all.Json.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("sender_type").GetString()));
        AssertPage(all.Json, total: 4, limit: 50, offset: 0, hasMore: false);
        Assert.Equal("How long does an inspection last?", Assert.Single(second.Json.GetProperty("messages").EnumerateArray()).GetProperty("content").GetString());
        AssertPage(second.Json, total: 4, limit: 1, offset: 2, hasMore: true);
    }

    [Fact]
    public async Task An_initial_message_is_sent_with_the_session()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();

        var created = await story.StartAsync(user, new { expert_id = story.CloneId, session_type = "chat", initial_message = "When is honey harvested?" });
        await using var socket = await story.ConnectAsync(user, created.GetProperty("session_id").GetGuid());
        var frames = await socket.ReceiveUntilAsync("ai_response");

        Assert.Contains(frames, frame => frame.GetProperty("type").GetString() == "message_accepted"
            && frame.GetProperty("content").GetString() == "When is honey harvested?");
    }

    [Fact]
    public async Task A_status_is_changed_as_documented()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);

        foreach (var status in new[] { "paused", "active", "ended" })
        {
            var changed = await story.Client.PutAsync($"/api/v1/sessions/{session}/status", new { status }, user.AccessToken);

            Assert.Equal(200, changed.Status);
            Assert.Equal(status, changed.Json.GetProperty("status").GetString());
        }
    }

    private static void AssertPage(JsonElement page, int total, int limit, int offset, bool hasMore)
    {
        var pagination = page.GetProperty("pagination");
        Assert.Equal(total, pagination.GetProperty("total").GetInt32());
        Assert.Equal(limit, pagination.GetProperty("limit").GetInt32());
        Assert.Equal(offset, pagination.GetProperty("offset").GetInt32());
        Assert.Equal(hasMore, pagination.GetProperty("has_more").GetBoolean());
    }
}
