using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Drills.Tests.Harness;
using Grains.Testing;

namespace Drills.Tests;

/// <summary>D11: receivers of webhooks that are down, slow or gone, and kill -9 of the server that sends to them meanwhile.</summary>
public sealed class FaultyReceiverTests
{
    private static readonly int Messages = Scale.Of(8, 100);
    private static readonly TimeSpan Outage = Scale.Of(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5));
    private static readonly TimeSpan Slowness = Scale.Of(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(60));
    private static readonly TimeSpan Limit = Scale.Of(TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(5));

    /// <summary>How late an event may come to a receiver that is well; the rest is for a busy machine.</summary>
    private static readonly TimeSpan Late = Scale.Of(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5));

    private static readonly double FirstRetry = Scale.Of(0.2, 2);
    private static readonly double LongestRetry = Scale.Of(2, 60);
    private static readonly TimeSpan SignatureWindow = TimeSpan.FromSeconds(60);

    private static readonly (string Name, string Value)[] Settings =
    [
        ("Egress:AllowPrivateAddresses", "true"),
        ("Egress:Ports", "any"),
        ("Webhooks:TimeoutSeconds", Scale.Of("1", "10")),
        ("Webhooks:FirstRetrySeconds", FirstRetry.ToString(CultureInfo.InvariantCulture)),
        ("Webhooks:LongestRetrySeconds", LongestRetry.ToString(CultureInfo.InvariantCulture)),
        ("Webhooks:PollSeconds", "0.1"),
    ];

    [Fact]
    public async Task Receivers_that_are_down_or_slow_get_everything_in_order_afterwards_and_hold_up_nobody_else()
    {
        await using var drill = await Drill.StartAsync(new ServerSetup([.. ServerSetup.Echo(0), .. Settings]));
        var user = await drill.NewUserAsync();
        var session = await user.StartSessionAsync(drill.Clone);
        await using var well = await WebhookReceiver.StartAsync();
        await using var slow = await WebhookReceiver.StartAsync();
        await using var gone = await WebhookReceiver.StartAsync();
        slow.Script = http => Task.Delay(Slowness, http.RequestAborted);
        gone.Script = WebhookReceiver.Status(410);
        var downUrl = await UrlOfNobodyAsync();
        var toWell = await SubscribeAsync(user, well.Url);
        var toSlow = await SubscribeAsync(user, slow.Url);
        var toGone = await SubscribeAsync(user, gone.Url);
        var toDown = await SubscribeAsync(user, downUrl + "/hook");
        var began = DateTimeOffset.UtcNow;

        for (var i = 0; i < Messages; i++) await user.SendMessageAsync(session, $"before {i}", "Hello");
        await well.UntilAsync(Messages);
        var sending = SendUntilItDiesAsync(user, session);
        await well.UntilAsync(Messages + 2);
        await drill.Server.KillAsync();
        await sending;
        var killed = DateTimeOffset.UtcNow;
        await drill.Server.StartAsync();
        for (var i = 0; i < Messages; i++) await user.SendMessageAsync(session, $"after {i}", "Hello");

        var expected = (await Oracle.TranscriptAsync(session)).Where(static message => message.GetProperty("sender_type").GetString() == "user")
            .Select(static message => message.GetProperty("id").GetGuid()).ToList();
        await AssertToldAsync(well, toWell.Secret, expected);
        Assert.All(
            well.Received.Where(one => one.At < killed || one.Json.GetProperty("timestamp").GetDateTimeOffset() > killed),
            static one => Assert.InRange(one.At - one.Json.GetProperty("timestamp").GetDateTimeOffset(), TimeSpan.FromSeconds(-1), Late));

        var left = Outage - (DateTimeOffset.UtcNow - began);
        if (left > TimeSpan.Zero) await Task.Delay(left);
        await using var back = await WebhookReceiver.StartAsync(url: downUrl);
        slow.Script = WebhookReceiver.Status(200);
        await AssertToldAsync(back, toDown.Secret, expected);
        await AssertToldAsync(slow, toSlow.Secret, expected);
        AssertGrowing(await AttemptsAsync(user, toDown.Id, expected[0], back));

        await AssertDeadAndReplayedAsync(user, gone, toGone, expected);
        await drill.AssertKeptItsWordAsync();
    }

    /// <summary>410 has disabled it, its dead letter is listed, and once it is enabled again nothing is lost.</summary>
    private static async Task AssertDeadAndReplayedAsync(DrillUser user, WebhookReceiver gone, (Guid Id, string Secret) webhook, List<Guid> expected)
    {
        var disabled = await user.GetAsync($"/api/v1/webhooks/{webhook.Id}");
        Assert.Equal((false, "gone"), (disabled.GetProperty("enabled").GetBoolean(), disabled.GetProperty("disabled_reason").GetString()));
        var dead = (await user.GetAsync($"/api/v1/webhooks/{webhook.Id}/deliveries?status=dead")).GetProperty("deliveries").EnumerateArray().ToList();
        Assert.Equal(gone.Received.Select(static one => one.Id).Distinct(), dead.Select(static one => one.GetProperty("id").GetString()));

        gone.Script = WebhookReceiver.Status(200);
        await user.PutAsync($"/api/v1/webhooks/{webhook.Id}", new { enabled = true });
        Assert.Equal(1, (await user.PostAsync($"/api/v1/webhooks/{webhook.Id}/replay", new { })).GetProperty("replayed").GetInt32());

        // What was sent while it was disabled is not told, what waited is, and the dead letter comes again under its id.
        await Patience.UntilAsync(() => gone.Received.Count(one => one.Id == dead[0].GetProperty("id").GetString()) == 2, Limit, "the replayed dead letter");
        Assert.Equal(expected[0], gone.Received[0].Data.GetProperty("message_id").GetGuid());
        Assert.All(gone.Received, one => AssertGenuine(one, webhook.Secret));
    }

    /// <summary>Every message once, in the order of the transcript, but for repeats of one whose answer was not heard: those have its id.</summary>
    private static async Task AssertToldAsync(WebhookReceiver receiver, string secret, List<Guid> expected)
    {
        await Patience.UntilAsync(() => Told(receiver).Distinct().Count() >= expected.Count, Limit, $"{expected.Count} events at {receiver.Url}");

        Assert.Equal(expected, Told(receiver).Distinct());
        Assert.Equal(expected.Count, receiver.Received.Select(static one => one.Id).Distinct().Count());
        Assert.Equal(expected.Count, receiver.Received.Select(static one => (one.Id, one.Data.GetProperty("message_id").GetGuid())).Distinct().Count());
        Assert.All(receiver.Received, one => AssertGenuine(one, secret));
    }

    private static void AssertGenuine(ReceivedWebhook told, string secret)
    {
        byte[] message = [.. Encoding.ASCII.GetBytes($"{told.Timestamp}."), .. told.Body];
        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message);
        Assert.Equal($"sha256={Convert.ToHexStringLower(signed)}", told.Signature);
        Assert.InRange(told.At - DateTimeOffset.FromUnixTimeSeconds(told.Timestamp), TimeSpan.FromSeconds(-1), SignatureWindow);
    }

    private static async Task<List<DateTimeOffset>> AttemptsAsync(DrillUser user, Guid webhook, Guid message, WebhookReceiver receiver)
    {
        var delivery = receiver.Received.First(one => one.Data.GetProperty("message_id").GetGuid() == message).Id;
        var detail = await user.GetAsync($"/api/v1/webhooks/{webhook}/deliveries/{delivery}");
        Assert.Equal("delivered", detail.GetProperty("delivery").GetProperty("status").GetString());
        return [.. detail.GetProperty("attempts").EnumerateArray().Select(static one => one.GetProperty("at").GetDateTimeOffset())];
    }

    /// <summary>Each wait is at least what is due, less the spread; the time in which the server was dead makes one of them longer.</summary>
    private static void AssertGrowing(List<DateTimeOffset> attempts)
    {
        var gaps = attempts.Zip(attempts.Skip(1), static (one, other) => (other - one).TotalSeconds).ToList();
        Assert.InRange(gaps.Count, 3, 50);
        for (var i = 0; i < gaps.Count; i++)
            Assert.True(gaps[i] >= 0.79 * Math.Min(FirstRetry * Math.Pow(2, i), LongestRetry), string.Join(", ", gaps));
    }

    private static IEnumerable<Guid> Told(WebhookReceiver receiver) => receiver.Received.Select(static one => one.Data.GetProperty("message_id").GetGuid());

    private static async Task<(Guid Id, string Secret)> SubscribeAsync(DrillUser user, string url)
    {
        JsonElement made = await user.PostAsync("/api/v1/webhooks", new { url, events = new[] { "message.received" } });
        return (made.GetProperty("id").GetGuid(), made.GetProperty("secret").GetString()!);
    }

    /// <summary>An address at which nobody listens now, and somebody will.</summary>
    private static async Task<string> UrlOfNobodyAsync()
    {
        await using var nobody = await WebhookReceiver.StartAsync();
        return nobody.Url[..^"/hook".Length];
    }

    private static async Task SendUntilItDiesAsync(DrillUser user, DrillSession session)
    {
        for (var i = 0; await user.SendMessageAsync(session, $"meanwhile {i}", "Hello") is not null; i++)
        {
        }
    }
}
