namespace WebFront.Tests.Marketplace.Sessions;

/// <summary>Who is past the limit of messages still learns what came of those that were accepted.</summary>
public sealed class RepeatedMessageTests
{
    [Fact]
    public async Task A_message_that_was_accepted_is_answered_again_although_the_limit_is_used_up()
    {
        await using var story = await ChatStory.BeginAsync(settings: ("Limits:marketplace.messages:Permits", "1"));
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        var first = await story.SendAsync(user, session, "When is honey harvested?", "a");

        var again = await story.SendAsync(user, session, "When is honey harvested?", "a");
        var another = await story.SendAsync(user, session, "When is honey harvested?", "b");
        var reused = await story.SendAsync(user, session, "And another text?", "a");

        Assert.Equal((200, 200, 429, 409), (first.Status, again.Status, another.Status, reused.Status));
        Assert.Equal(first.Json.GetProperty("message_id").GetGuid(), again.Json.GetProperty("message_id").GetGuid());
        Assert.Equal("marketplace.messages", another.Error.GetProperty("details").GetProperty("limit").GetString());
        Assert.NotNull(another.Header("Retry-After"));
        Assert.Equal(2, (await story.GetAsync(user, session, "/messages")).Json.GetProperty("pagination").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task The_socket_and_the_hub_do_likewise()
    {
        await using var story = await ChatStory.BeginAsync(settings: ("Limits:marketplace.messages:Permits", "1"));
        var user = await story.NewUserAsync();
        var session = await story.StartIdAsync(user);
        await story.SendAsync(user, session, "When is honey harvested?", "a");
        await using var socket = await story.ConnectAsync(user, session);
        await using var hub = await HubClient.ConnectAsync(story.Host.Address, user);

        var again = await hub.InvokeAsync("SendMessage", session, "When is honey harvested?", "a");
        var another = await hub.InvokeAsync("SendMessage", session, "When is honey harvested?", "b");
        await socket.SendMessageAsync("When is honey harvested?", "a");
        await socket.SendMessageAsync("When is honey harvested?", "c");
        var told = await socket.ReceiveUntilAsync("error");

        Assert.False(again.TryGetProperty("result", out var nothing) && nothing.ValueKind != System.Text.Json.JsonValueKind.Null, again.ToString());
        Assert.Equal("RATE_LIMIT_EXCEEDED", another.GetProperty("result").GetProperty("error_code").GetString());
        Assert.Equal("c", told[^1].GetProperty("client_message_id").GetString());
        Assert.Equal("RATE_LIMIT_EXCEEDED", told[^1].GetProperty("error_code").GetString());
    }
}
