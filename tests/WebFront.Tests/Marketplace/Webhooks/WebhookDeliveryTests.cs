using Grains.Testing;
using Grains.Webhooks;

namespace WebFront.Tests.Marketplace.Webhooks;

/// <summary>Order, retries, dead letters and what disables a webhook; by a clock that the test moves where time matters.</summary>
public sealed class WebhookDeliveryTests
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Events_arrive_in_their_order_and_one_that_fails_holds_up_those_behind_it()
    {
        await using var story = await WebhookStory.BeginAsync(null, ("Webhooks:FirstRetrySeconds", "0.02"));
        var user = await story.Chat.NewUserAsync();
        await story.SubscribeAsync(user, "session.started", "session.ended");
        var fails = 3;
        story.Receiver.Script = http => WebhookReceiver.Status(Interlocked.Decrement(ref fails) >= 0 ? 500 : 200)(http);

        var sessions = new List<Guid>();
        for (var i = 0; i < 3; i++) sessions.Add(await story.HaveSessionAsync(user));

        var told = await story.ReceivedAsync(9);
        Assert.Equal([1, 2, 3, 4, 1, 1, 1, 1, 1], told.Select(one => one.Attempt));
        Assert.Single(told.Take(4).Select(one => one.Id).Distinct());
        Assert.Equal(
            sessions.SelectMany(id => new[] { (id, "session.started"), (id, "session.ended") }),
            told.Skip(3).Select(one => (one.Data.GetProperty("session_id").GetGuid(), one.Event)));
    }

    [Fact]
    public async Task One_webhook_that_fails_does_not_hold_up_another()
    {
        await using var story = await WebhookStory.BeginAsync();
        await using var silent = await WebhookReceiver.StartAsync();
        silent.Script = WebhookReceiver.Silence;
        var user = await story.Chat.NewUserAsync();
        await story.Client.PostAsync("/api/v1/webhooks", new { url = silent.Url, events = new[] { "session.started" } }, user.AccessToken);
        await story.SubscribeAsync(user, "session.started", "session.ended");

        await story.HaveSessionAsync(user);

        Assert.Equal(2, (await story.ReceivedAsync(2)).Count);
        Assert.Single(await silent.UntilAsync(1));
    }

    [Fact]
    public async Task A_delivery_is_tried_with_growing_waits_for_a_day_and_then_a_dead_letter_that_can_be_replayed()
    {
        var clock = new ManualTimeProvider();
        await using var story = await WebhookStory.BeginAsync(clock);
        var user = await story.Chat.NewUserAsync();
        var (webhook, _) = await story.SubscribeAsync(user, "session.ended");
        story.Receiver.Script = WebhookReceiver.Status(503);
        await story.HaveSessionAsync(user);

        var delivery = await AfterAttemptAsync(story, user, webhook, 1);
        for (var attempt = 2; delivery.NextAttemptAt is { } next; attempt++)
        {
            clock.Advance(next - clock.GetUtcNow() - Glance);
            Assert.Equal(attempt - 1, story.Receiver.Received.Count);
            clock.Advance(2 * Glance);
            delivery = await AfterAttemptAsync(story, user, webhook, attempt);
        }

        var tried = story.Receiver.Received;
        var gaps = tried.Zip(tried.Skip(1), static (one, other) => (other.At - one.At).TotalSeconds).ToList();
        for (var i = 0; i < gaps.Count; i++)
        {
            var expected = Math.Min(10 * Math.Pow(2, i), 3_600);
            Assert.InRange(gaps[i], expected * 0.79, (expected * 1.21) + 3);
        }

        Assert.Equal(WebhookDeliveryStatus.Dead, delivery.Status);
        Assert.InRange(tried[^1].At - tried[0].At, TimeSpan.FromHours(22), TimeSpan.FromHours(24));
        Assert.Single(tried.Select(one => one.Id).Distinct());
        Assert.All(tried, one => Assert.Equal(one.At.ToUnixTimeSeconds(), one.Timestamp));

        story.Receiver.Script = WebhookReceiver.Status(204);
        user = await story.Client.LogInAsync(user.Email);
        var replayed = await story.Client.PostAsync($"/api/v1/webhooks/{webhook}/deliveries/{delivery.DeliveryId}/replay", null, user.AccessToken);

        Assert.Equal(1, replayed.Json.GetProperty("replayed").GetInt32());
        var last = (await story.ReceivedAsync(tried.Count + 1))[^1];
        Assert.Equal((tried[0].Id, tried.Count + 1), (last.Id, last.Attempt));
        await story.DeliveriesAsync(user, webhook, static page => page.Deliveries[0].Status == WebhookDeliveryStatus.Delivered);
        var again = await story.Client.PostAsync($"/api/v1/webhooks/{webhook}/deliveries/{delivery.DeliveryId}/replay", null, user.AccessToken);
        Assert.Equal(409, again.Status);
    }

    [Fact]
    public async Task A_webhook_that_fails_for_days_is_disabled_and_goes_on_with_what_waits_when_it_is_enabled_again()
    {
        var clock = new ManualTimeProvider();
        await using var story = await WebhookStory.BeginAsync(clock);
        var user = await story.Chat.NewUserAsync();
        var (webhook, _) = await story.SubscribeAsync(user, "session.ended");
        story.Receiver.Script = WebhookReceiver.Status(500);
        for (var i = 0; i < 5; i++) await story.HaveSessionAsync(user);

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await story.Host.Grains.Webhook(webhook).GetAsync(user.Id, default)).Value is { Enabled: true })
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            await Task.Delay(5, deadline.Token);
        }

        user = await story.Client.LogInAsync(user.Email);
        var disabled = await story.GetAsync(user, webhook);
        Assert.Equal("failing", disabled.GetProperty("disabled_reason").GetString());
        var since = disabled.GetProperty("disabled_at").GetDateTimeOffset() - disabled.GetProperty("failing_since").GetDateTimeOffset();
        Assert.InRange(since, TimeSpan.FromHours(72), TimeSpan.FromHours(75));
        var dead = (await story.GetAsync(user, webhook, "/deliveries?status=dead")).GetProperty("pagination").GetProperty("total").GetInt32();
        var waiting = (await story.GetAsync(user, webhook, "/deliveries?status=waiting")).GetProperty("pagination").GetProperty("total").GetInt32();
        Assert.Equal((5, true), (dead + waiting, dead is >= 2 and <= 4));

        var before = story.Receiver.Received.Count;
        story.Receiver.Script = WebhookReceiver.Status(200);
        await story.Client.PutAsync($"/api/v1/webhooks/{webhook}", new { enabled = true }, user.AccessToken);
        await story.ReceivedAsync(before + waiting);
        var replayed = await story.Client.PostAsync($"/api/v1/webhooks/{webhook}/replay", null, user.AccessToken);

        Assert.Equal(dead, replayed.Json.GetProperty("replayed").GetInt32());
        var told = await story.ReceivedAsync(before + 5);
        Assert.Equal(5, told.Skip(before).Select(one => one.Id).Distinct().Count());
        Assert.Null((await story.Host.Grains.Webhook(webhook).GetAsync(user.Id, default)).Value!.DisabledAt);
    }

    [Fact]
    public async Task An_answer_that_it_is_gone_disables_the_webhook_at_once()
    {
        await using var story = await WebhookStory.BeginAsync();
        var user = await story.Chat.NewUserAsync();
        var (webhook, _) = await story.SubscribeAsync(user, "session.started", "session.ended");
        story.Receiver.Script = WebhookReceiver.Status(410);

        await story.HaveSessionAsync(user);

        var page = await story.DeliveriesAsync(user, webhook, static page => page.Deliveries.Any(one => one.Status == WebhookDeliveryStatus.Dead));
        Assert.Equal(410, page.Deliveries.Single(one => one.Status == WebhookDeliveryStatus.Dead).Last!.StatusCode);
        var disabled = await story.GetAsync(user, webhook);
        Assert.Equal((false, "gone"), (disabled.GetProperty("enabled").GetBoolean(), disabled.GetProperty("disabled_reason").GetString()));
        Assert.Single(story.Receiver.Received);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_a_huge_answer_not_read()
    {
        await using var story = await WebhookStory.BeginAsync(null, ("Webhooks:FirstRetrySeconds", "0.02"));
        await using var elsewhere = await WebhookReceiver.StartAsync();
        var user = await story.Chat.NewUserAsync();
        var (webhook, _) = await story.SubscribeAsync(user, "session.started");
        var asked = 0;
        story.Receiver.Script = async http =>
        {
            http.Response.StatusCode = Interlocked.Increment(ref asked) == 1 ? 307 : 200;
            http.Response.Headers.Location = elsewhere.Url;
            while (http.Response.StatusCode == 200 && !http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(new byte[64 * 1024], http.RequestAborted);
        };

        await story.Chat.StartIdAsync(user);

        var page = await story.DeliveriesAsync(user, webhook, static page => page is { Deliveries: [{ Status: WebhookDeliveryStatus.Delivered }] });
        Assert.Equal(2, page.Deliveries[0].Attempts);
        Assert.Empty(elsewhere.Received);
        var attempts = (await story.GetAsync(user, webhook, $"/deliveries/{page.Deliveries[0].DeliveryId}")).GetProperty("attempts");
        Assert.Equal((307, "bad_status"), (attempts[0].GetProperty("status_code").GetInt32(), attempts[0].GetProperty("error").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, attempts[1].GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task What_was_sent_but_not_recorded_is_sent_again_after_a_restart_under_its_id()
    {
        await using var story = await WebhookStory.BeginAsync();
        var user = await story.Chat.NewUserAsync();
        var (webhook, _) = await story.SubscribeAsync(user, "session.started", "session.ended");
        story.Receiver.Script = WebhookReceiver.Silence;
        await story.HaveSessionAsync(user);
        await story.ReceivedAsync(1);

        await story.Host.StopAsync();
        story.Receiver.Script = WebhookReceiver.Status(200);
        await using var again = await story.RestartAsync();

        var told = await story.Receiver.UntilAsync(3);
        Assert.Equal([(told[0].Id, "session.started"), (told[0].Id, "session.started")], told.Take(2).Select(one => (one.Id, one.Event)));
        Assert.Equal("session.ended", told[2].Event);
        Assert.Equal(told[0].Body, told[1].Body);
        Assert.Equal(webhook, (await again.Grains.Webhook(webhook).GetAsync(user.Id, default)).Value!.WebhookId);
    }

    [Fact]
    public async Task A_private_address_behind_a_name_is_not_connected_to()
    {
        await using var story = await WebhookStory.BeginAsync(null, ("Webhooks:FirstRetrySeconds", "3600"));
        var user = await story.Chat.NewUserAsync();
        var (webhook, _) = await story.SubscribeAsync(user, "session.started");
        await story.Host.StopAsync();
        await using var strict = await story.RestartAsync(("Egress:AllowPrivateAddresses", "false"));

        var test = await strict.Client.PostAsync($"/api/v1/webhooks/{webhook}/test", null, user.AccessToken);

        Assert.False(test.Json.GetProperty("delivered").GetBoolean());
        Assert.Equal("address_not_public", test.Json.GetProperty("attempt").GetProperty("error").GetString());
        Assert.Empty(story.Receiver.Received);
    }

    [Fact]
    public async Task A_test_is_sent_at_once_and_answers_what_became_of_it()
    {
        await using var story = await WebhookStory.BeginAsync();
        var user = await story.Chat.NewUserAsync();
        var (webhook, _) = await story.SubscribeAsync(user, "session.started");
        story.Receiver.Script = WebhookReceiver.Status(418);

        var test = await story.Client.PostAsync($"/api/v1/webhooks/{webhook}/test", null, user.AccessToken);

        var told = Assert.Single(story.Receiver.Received);
        Assert.Equal("webhook.test", told.Event);
        Assert.Equal(told.Id, test.Json.GetProperty("webhook_id").GetString());
        Assert.Equal((false, 418), (test.Json.GetProperty("delivered").GetBoolean(), test.Json.GetProperty("attempt").GetProperty("status_code").GetInt32()));
        Assert.Equal(0, (await story.GetAsync(user, webhook, "/deliveries")).GetProperty("pagination").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_queue_that_is_full_disables_the_webhook()
    {
        await using var story = await WebhookStory.BeginAsync(null, ("Webhooks:MaxWaiting", "3"), ("Webhooks:FirstRetrySeconds", "3600"));
        var user = await story.Chat.NewUserAsync();
        var (webhook, _) = await story.SubscribeAsync(user, "session.started", "session.ended");
        story.Receiver.Script = WebhookReceiver.Status(500);

        await story.HaveSessionAsync(user);
        await story.HaveSessionAsync(user);

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await story.GetAsync(user, webhook)).GetProperty("enabled").GetBoolean()) await Task.Delay(20, deadline.Token);
        Assert.Equal("queue_full", (await story.GetAsync(user, webhook)).GetProperty("disabled_reason").GetString());
        Assert.Equal(3, (await story.GetAsync(user, webhook, "/deliveries")).GetProperty("pagination").GetProperty("total").GetInt32());
    }

    private static async Task<WebhookDeliveryView> AfterAttemptAsync(WebhookStory story, SignedInUser user, Guid webhook, int attempt) =>
        (await story.DeliveriesAsync(user, webhook, page => page is { Deliveries: [var one] } && one.Attempts == attempt)).Deliveries[0];
}
