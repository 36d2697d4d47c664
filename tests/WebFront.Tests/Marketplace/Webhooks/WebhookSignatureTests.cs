using System.Text;
using Grains.Testing;
using Grains.Webhooks;

namespace WebFront.Tests.Marketplace.Webhooks;

public sealed class WebhookSignatureTests
{
    [Fact]
    public void The_test_signs_as_the_standard_says() =>
        // RFC 4231, test case 2.
        Assert.Equal(
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            HandMadeHmac.Hex("Jefe", Encoding.ASCII.GetBytes("what do ya want for nothing?")));

    [Fact]
    public async Task A_delivery_is_signed_over_its_time_and_its_body()
    {
        await using var story = await WebhookStory.BeginAsync();
        var user = await story.Chat.NewUserAsync();
        var (_, secret) = await story.SubscribeAsync(user, "session.started");
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        await story.Chat.StartIdAsync(user);

        var told = Assert.Single(await story.ReceivedAsync(1));
        Assert.Equal($"sha256={Expected(secret, told)}", told.Signature);
        Assert.InRange(told.Timestamp, before, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Assert.True(VerifyingReceiver.Accepts(secret, told, DateTimeOffset.UtcNow));
        Assert.False(VerifyingReceiver.Accepts(secret, told with { Body = [.. told.Body, (byte)' '] }, DateTimeOffset.UtcNow));
        Assert.False(VerifyingReceiver.Accepts(secret, told, DateTimeOffset.UtcNow.AddMinutes(6)));
        Assert.False(VerifyingReceiver.Accepts("whsec_other", told, DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_for_a_day_and_then_the_new_one_alone()
    {
        var clock = new ManualTimeProvider();
        await using var story = await WebhookStory.BeginAsync(clock);
        var user = await story.Chat.NewUserAsync();
        var (webhook, first) = await story.SubscribeAsync(user, "session.started");

        var rotated = await story.Client.PostAsync($"/api/v1/webhooks/{webhook}/rotate-secret", null, user.AccessToken);
        await story.Chat.StartIdAsync(user);
        var both = (await story.ReceivedAsync(1))[0];
        await story.DeliveriesAsync(user, webhook, static page => page is { Deliveries: [{ Status: WebhookDeliveryStatus.Delivered }] });
        clock.Leap(TimeSpan.FromHours(24));
        user = await story.Client.LogInAsync(user.Email);
        await story.Chat.StartIdAsync(user);
        var alone = (await story.ReceivedAsync(2))[1];

        var second = rotated.Json.GetProperty("secret").GetString()!;
        Assert.NotEqual(first, second);
        Assert.Equal(TimeSpan.FromHours(24), rotated.Json.GetProperty("previous_secret_expires_at").GetDateTimeOffset() - rotated.Json.GetProperty("updated_at").GetDateTimeOffset());
        Assert.Equal($"sha256={Expected(second, both)}, sha256={Expected(first, both)}", both.Signature);
        Assert.Equal($"sha256={Expected(second, alone)}", alone.Signature);
        Assert.True(VerifyingReceiver.Accepts(first, both, both.At));
        Assert.False(VerifyingReceiver.Accepts(first, alone, alone.At));
    }

    [Fact]
    public void The_documented_example_is_the_one_that_is_tested()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Grains.sln"))) root = Path.GetDirectoryName(root)!;
        var source = File.ReadAllText(Path.Combine(root, "tests/WebFront.Tests/Marketplace/Webhooks/VerifyingReceiver.cs"));
        var example = source.Split("// docs\n")[1].Split("    // end of docs")[0];

        var lines = example.TrimEnd().Split('\n').Select(static line => line.Length >= 4 ? line[4..] : line);

        Assert.Contains(string.Join('\n', lines), File.ReadAllText(Path.Combine(root, "docs/webhooks.md")), StringComparison.Ordinal);
    }

    private static string Expected(string secret, ReceivedWebhook told) =>
        HandMadeHmac.Hex(secret, [.. Encoding.ASCII.GetBytes($"{told.Timestamp}."), .. told.Body]);
}
