using System.Net.WebSockets;

namespace WebFront.Tests.Marketplace.Sessions;

public sealed class SessionHubTests
{
    [Fact]
    public async Task A_message_is_answered_by_the_same_frames_as_on_the_socket()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await using var hub = await HubClient.ConnectAsync(story.Host.Address, user);

        await hub.StreamAsync("Events", session, 0);
        var sent = await hub.InvokeAsync("SendMessage", session, "When is honey harvested?", "a");
        var frames = await hub.ItemsUntilAsync("ai_response");

        Assert.False(sent.TryGetProperty("error", out _), sent.ToString());
        Assert.Contains(frames, frame => frame.GetProperty("type").GetString() == "message_accepted");
        Assert.Contains("July", frames[^1].GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.True(frames[^1].GetProperty("cost_increment").GetDecimal() >= 0);
    }

    [Fact]
    public async Task A_watcher_that_comes_back_says_what_it_has()
    {
        await using var story = await ChatStory.BeginAsync();
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "When is honey harvested?", "a");
        await using var hub = await HubClient.ConnectAsync(story.Host.Address, user);

        await hub.StreamAsync("Events", session, 2);
        var frames = await hub.ItemsUntilAsync("ai_response");

        Assert.DoesNotContain(frames, frame => frame.GetProperty("type").GetString() == "message_accepted");
        Assert.Equal(3, frames[^1].GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task A_wrong_message_and_somebody_elses_session_are_told_so()
    {
        await using var story = await ChatStory.BeginAsync();
        var session = await story.StartIdAsync(await story.NewUserAsync());
        var user = await story.NewUserAsync();
        await using var hub = await HubClient.ConnectAsync(story.Host.Address, user);

        var foreign = await hub.InvokeAsync("SendMessage", session, "Let me in", null);
        var own = await story.StartIdAsync(user);
        var unstorable = await hub.InvokeAsync("SendMessage", own, "nul \0", null);
        await hub.StreamAsync("Events", session, 0);
        var watched = await hub.ItemsUntilAsync("error");

        Assert.Equal("NOT_FOUND", foreign.GetProperty("result").GetProperty("error_code").GetString());
        Assert.Equal("VALIDATION_ERROR", unstorable.GetProperty("result").GetProperty("error_code").GetString());
        Assert.Equal("NOT_FOUND", watched[^1].GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task A_hub_connection_holds_one_of_the_five_places_and_ends_with_the_sign_in()
    {
        await using var story = await ChatStory.BeginAsync(settings: ("Limits:marketplace.sockets:Permits", "1"));
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await using var hub = await HubClient.ConnectAsync(story.Host.Address, user);
        await hub.InvokeAsync("Cancel", session);

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => story.ConnectAsync(user, session));
        await story.Client.PostAsync("/api/v1/auth/logout", null, user.AccessToken);

        Assert.Contains("429", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (true) await hub.ReceiveAsync();
        });
    }

    [Fact]
    public async Task A_connection_too_many_is_told_so_and_logged_in_one_line()
    {
        await using var story = await ChatStory.BeginAsync(settings: ("Limits:marketplace.sockets:Permits", "1"));
        var user = await story.NewUserAsync();
        await using var first = await HubClient.ConnectAsync(story.Host.Address, user);
        await first.InvokeAsync("Cancel", Guid.NewGuid());

        await using var second = await HubClient.ConnectAsync(story.Host.Address, user);
        var close = await second.ReceiveAsync();

        Assert.Contains("RATE_LIMIT_EXCEEDED", close.GetProperty("error").GetString(), StringComparison.Ordinal);
        var line = Assert.Single(story.Host.Log.Lines, line => line.Contains("limits.too-many-sockets", StringComparison.Ordinal));
        Assert.StartsWith("Information", line, StringComparison.Ordinal);
        Assert.DoesNotContain(story.Host.Log.Lines, line => line.Contains("HubException", StringComparison.Ordinal));
    }
}
