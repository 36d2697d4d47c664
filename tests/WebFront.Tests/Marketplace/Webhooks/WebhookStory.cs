using System.Text.Json;
using Grains.Testing;
using Grains.Webhooks;
using WebFront.Tests.Marketplace.Sessions;

namespace WebFront.Tests.Marketplace.Webhooks;

/// <summary>A product that may send to this machine, with a clone to chat with, and a receiver of webhooks.</summary>
internal sealed class WebhookStory : IAsyncDisposable
{
    private static readonly (string Name, string Value)[] Settings =
    [
        ("Egress:AllowPrivateAddresses", "true"),
        ("Egress:Ports", "any"),
        ("Webhooks:PollSeconds", "0.02"),
        ("Webhooks:TimeoutSeconds", "20"),
    ];

    private WebhookStory(ChatStory chat, WebhookReceiver receiver, ManualTimeProvider? clock)
    {
        Chat = chat;
        Receiver = receiver;
        Clock = clock;
    }

    public ChatStory Chat { get; }

    public WebhookReceiver Receiver { get; }

    public ManualTimeProvider? Clock { get; }

    public ProductHost Host => Chat.Host;

    public ProductClient Client => Chat.Client;

    public static async Task<WebhookStory> BeginAsync(ManualTimeProvider? clock = null, params (string Name, string Value)[] more)
    {
        var chat = await ChatStory.BeginAsync(new { model = "per_message", price_per_message = 0.10m }, clock: clock, settings: [.. Settings, .. more]);
        return new WebhookStory(chat, await WebhookReceiver.StartAsync(clock), clock);
    }

    /// <summary>The same product again, on what the story's has left.</summary>
    public Task<ProductHost> RestartAsync(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Models:Embedded:TokensPerSecond"] = "0" };
        foreach (var (name, value) in Settings.Concat(more)) settings[name] = value;
        return ProductHost.StartAsync(new ProductSetup { Settings = settings }, Host.DataFolder);
    }

    /// <summary>A webhook of the user's to the receiver.</summary>
    public async Task<(Guid Id, string Secret)> SubscribeAsync(SignedInUser user, params string[] events)
    {
        var created = await Client.PostAsync("/api/v1/webhooks", new { url = Receiver.Url, events }, user.AccessToken);
        Assert.Equal(201, created.Status);
        return (created.Json.GetProperty("id").GetGuid(), created.Json.GetProperty("secret").GetString()!);
    }

    /// <summary>A session from its beginning to its end, without a message.</summary>
    public async Task<Guid> HaveSessionAsync(SignedInUser user)
    {
        var session = await Chat.StartIdAsync(user);
        Assert.Equal(200, (await Client.PostAsync($"/api/v1/sessions/{session}/end", null, user.AccessToken)).Status);
        return session;
    }

    /// <summary>So many arrived webhooks; the clock goes on meanwhile, a little at a time.</summary>
    public async Task<IReadOnlyList<ReceivedWebhook>> ReceivedAsync(int count)
    {
        try
        {
            return await Receiver.UntilAsync(count, Tick);
        }
        catch (OperationCanceledException)
        {
            var log = string.Join('\n', Host.Log.Lines.Where(static line => line.Contains("Webhooks", StringComparison.Ordinal)));
            throw new TimeoutException($"Only {Receiver.Received.Count} of {count} webhooks came.\n{log}");
        }
    }

    /// <summary>The deliveries, when they are as they should be.</summary>
    public async Task<WebhookDeliveryPage> DeliveriesAsync(SignedInUser user, Guid webhook, Func<WebhookDeliveryPage, bool> areSo)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var page = await Host.Grains.Webhook(webhook).ListDeliveriesAsync(new ListWebhookDeliveries(user.Id, null, 1, 100), default);
            if (areSo(page.Value!)) return page.Value!;
            Tick();
            await Task.Delay(5, deadline.Token);
        }
    }

    public async Task<JsonElement> GetAsync(SignedInUser user, Guid webhook, string below = "")
    {
        var answer = await Client.GetAsync($"/api/v1/webhooks/{webhook}{below}", user.AccessToken);
        Assert.Equal(200, answer.Status);
        return answer.Json;
    }

    public void Tick() => Clock?.Advance(TimeSpan.FromMilliseconds(20));

    public async ValueTask DisposeAsync()
    {
        await Chat.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
