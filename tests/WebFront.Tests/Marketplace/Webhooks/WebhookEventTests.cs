using System.Text;
using System.Text.Json;
using Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace WebFront.Tests.Marketplace.Webhooks;

/// <summary>Which events there are, what they say, and to whom.</summary>
public sealed class WebhookEventTests
{
    [Fact]
    public async Task The_end_of_a_session_is_told_as_documented()
    {
        await using var story = await WebhookStory.BeginAsync();
        var user = await story.Chat.NewUserAsync();
        await story.SubscribeAsync(user, "session.ended");
        var session = await story.Chat.StartIdAsync(user);
        Assert.True((await story.Chat.SendAsync(user, session, "When is a hive opened?", "a")).IsSuccess);
        Assert.True((await story.Client.PostAsync($"/api/v1/sessions/{session}/rating", new { rating = 5 }, user.AccessToken)).IsSuccess);

        await story.Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken);

        var told = Assert.Single(await story.ReceivedAsync(1));
        Assert.Equal(["event", "data", "timestamp", "webhook_id"], NamesOf(told.Json));
        Assert.Equal("session.ended", told.Event);
        Assert.Equal(told.Id, told.Json.GetProperty("webhook_id").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$", told.Json.GetProperty("timestamp").GetString());
        Assert.Equal(["session_id", "user_id", "expert_id", "duration_minutes", "total_cost", "rating"], NamesOf(told.Data));
        Assert.Equal(session, told.Data.GetProperty("session_id").GetGuid());
        Assert.Equal(user.Id, told.Data.GetProperty("user_id").GetGuid());
        Assert.Equal(story.Chat.CloneId, told.Data.GetProperty("expert_id").GetGuid());
        Assert.InRange(told.Data.GetProperty("duration_minutes").GetDouble(), 0, 5);
        Assert.Equal(0.10m, told.Data.GetProperty("total_cost").GetDecimal());
        Assert.Equal(5, told.Data.GetProperty("rating").GetInt32());
        Assert.Equal("application/json; charset=utf-8", told.Headers["Content-Type"]);
    }

    [Fact]
    public async Task A_session_is_told_to_its_user_and_to_the_clones_owner_but_the_text_only_to_its_author()
    {
        await using var story = await WebhookStory.BeginAsync();
        var user = await story.Chat.NewUserAsync();
        await story.SubscribeAsync(story.Chat.Creator, "session.started", "message.received", "session.ended");
        await story.SubscribeAsync(user, "message.received");
        await story.SubscribeAsync(await story.Chat.NewUserAsync(), "session.started", "message.received", "session.ended");

        var session = await story.Chat.StartIdAsync(user);
        Assert.True((await story.Chat.SendAsync(user, session, "When is a hive opened?", "a")).IsSuccess);
        await story.Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken);

        var told = await story.ReceivedAsync(4);
        var messages = told.Where(one => one.Event == "message.received").Select(one => one.Data.GetProperty("content").GetString()).Order();
        Assert.Equal([null, "When is a hive opened?"], messages);
        Assert.Equal(
            ["session.started", "message.received", "session.ended"],
            told.Where(one => !one.Json.ToString().Contains("hive", StringComparison.Ordinal)).Select(one => one.Event));
        Assert.Equal(4, told.Select(one => one.Id).Distinct().Count());
        await story.HaveSessionAsync(user);
        Assert.Equal(6, (await story.ReceivedAsync(6)).Count);
    }

    [Fact]
    public async Task A_clone_is_published_when_it_was_not_before()
    {
        await using var story = await WebhookStory.BeginAsync();
        var creator = story.Chat.Creator;
        await story.SubscribeAsync(creator, "clone.published");
        var clone = $"/api/v1/clones/{story.Chat.CloneId}";

        await story.Client.PutAsync(clone, new { description = "Still published" }, creator.AccessToken);
        await story.Client.PostAsync($"{clone}/publish", null, creator.AccessToken);
        await story.Client.PostAsync($"{clone}/unpublish", null, creator.AccessToken);
        await story.Client.PutAsync(clone, new { description = "Changed meanwhile" }, creator.AccessToken);
        await story.Client.PostAsync($"{clone}/publish", null, creator.AccessToken);
        await story.Client.PutAsync(clone, new { description = "Published again" }, creator.AccessToken);
        await story.Client.PostAsync($"{clone}/unpublish", null, creator.AccessToken);
        await story.Client.PostAsync($"{clone}/publish", null, creator.AccessToken);

        var told = await story.ReceivedAsync(2);
        Assert.Equal(2, told.Count);
        Assert.All(told, one => Assert.Equal(story.Chat.CloneId, one.Data.GetProperty("clone_id").GetGuid()));
        Assert.Equal("Dr. Bee", told[0].Data.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_processed_document_is_told_to_its_owner()
    {
        await using var story = await WebhookStory.BeginAsync();
        var creator = story.Chat.Creator;
        await story.SubscribeAsync(creator, "document.processed");

        var added = await story.Client.PostAsync(
            $"/api/v1/clones/{story.Chat.CloneId}/knowledge/text",
            new { title = "Wax", content = "Wax melts at sixty-two degrees.", category = "bees", tags = new[] { "wax" } },
            creator.AccessToken);

        var told = Assert.Single(await story.ReceivedAsync(1));
        Assert.True(added.IsSuccess, added.ToString());
        Assert.Equal("document.processed", told.Event);
        Assert.Equal("completed", told.Data.GetProperty("status").GetString());
        Assert.Equal("Wax", told.Data.GetProperty("title").GetString());
        Assert.Equal(1, told.Data.GetProperty("chunk_count").GetInt32());
        Assert.Equal(creator.Id, told.Data.GetProperty("user_id").GetGuid());
    }

    [Theory]
    [InlineData("billing.payment-completed", "payment.completed", "completed", null)]
    [InlineData("billing.payment-failed", "payment.failed", "failed", "card_declined")]
    public async Task A_payment_is_told_to_whoever_paid(string type, string name, string status, string? reason)
    {
        await using var story = await WebhookStory.BeginAsync();
        var user = await story.Chat.NewUserAsync();
        await story.SubscribeAsync(user, "payment.completed", "payment.failed");
        var payment = Guid.NewGuid();

        var data = JsonSerializer.Serialize(new { paymentId = payment, userId = user.Id, amountMicros = 43_750_000L, currency = "USD", reason, sandbox = true });
        await story.Host.Services.GetRequiredService<IEventLog>().AppendAsync(
            new LogAppend($"payment-told-{user.Id:N}", 0, 0, DateTimeOffset.UnixEpoch, [new NewEvent(type, Encoding.UTF8.GetBytes(data))]), default);

        var told = Assert.Single(await story.ReceivedAsync(1));
        Assert.Equal(name, told.Event);
        Assert.Equal(payment, told.Data.GetProperty("payment_id").GetGuid());
        Assert.Equal(43.75m, told.Data.GetProperty("amount").GetDecimal());
        Assert.Equal((status, reason), (told.Data.GetProperty("status").GetString(), told.Data.GetProperty("reason").GetString()));
        Assert.Equal("1970-01-01T00:00:00Z", told.Json.GetProperty("timestamp").GetString());
    }

    [Fact]
    public async Task What_happened_before_a_webhook_or_while_it_was_disabled_is_not_told()
    {
        await using var story = await WebhookStory.BeginAsync();
        var user = await story.Chat.NewUserAsync();
        await story.HaveSessionAsync(user);
        var (webhook, _) = await story.SubscribeAsync(user, "session.ended");
        var first = await story.HaveSessionAsync(user);
        await story.ReceivedAsync(1);

        await story.Client.PutAsync($"/api/v1/webhooks/{webhook}", new { enabled = false }, user.AccessToken);
        await story.HaveSessionAsync(user);
        await story.Client.PutAsync($"/api/v1/webhooks/{webhook}", new { enabled = true }, user.AccessToken);
        var last = await story.HaveSessionAsync(user);

        var told = await story.ReceivedAsync(2);
        Assert.Equal([first, last], told.Select(one => one.Data.GetProperty("session_id").GetGuid()));
    }

    private static string[] NamesOf(JsonElement json) => [.. json.EnumerateObject().Select(member => member.Name)];
}
