using Grains.Accounts;
using Grains.Chat;
using Grains.Clones;
using Grains.Storage;
using Grains.Testing;
using Grains.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Tests.Webhooks;

public sealed class WebhookErasureTests
{
    /// <summary>Nobody listens there, so deliveries wait.</summary>
    private const string Url = "http://127.0.0.1:9/hook";

    [Fact]
    public async Task A_deleted_account_leaves_no_webhook_and_no_trace_in_those_of_others()
    {
        await using var host = await ProductHost.StartAsync(new ProductSetup
        {
            Settings = new Dictionary<string, string?>
            {
                ["Egress:AllowPrivateAddresses"] = "true", ["Egress:Ports"] = "any", ["Webhooks:PollSeconds"] = "0.02",
            },
        });
        var (user, creator) = (Guid.NewGuid(), Guid.NewGuid());
        var own = await CreateAsync(host, user);
        var kept = await CreateAsync(host, creator);
        await AppendSessionAsync(host, user, creator);
        await UntilWaitingAsync(host, own, user);
        await UntilWaitingAsync(host, kept, creator);

        var erasure = await host.Services.GetServices<IPersonalData>().Single(static one => one.Kind == "webhooks").EraseAsync(user, default);

        Assert.Equal(new Erasure(1, 1), erasure);
        Assert.Equal(WebhookRefusals.NotFound, (await host.Grains.Webhook(own).GetAsync(user, default)).Refusal);
        var delivery = await UntilWaitingAsync(host, kept, creator);
        var payload = (await host.Grains.Webhook(kept).GetDeliveryAsync(creator, delivery, default)).Value!.Payload;
        Assert.DoesNotContain(user.ToString(), payload, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Guid.Empty.ToString(), payload, StringComparison.Ordinal);
    }

    private static async Task<Guid> CreateAsync(ProductHost host, Guid user)
    {
        var id = Guid.NewGuid();
        Assert.Null((await host.Grains.Webhook(id).CreateAsync(new CreateWebhook(user, Url, [WebhookEvents.SessionStarted], null), default)).Refusal);
        return id;
    }

    private static async Task AppendSessionAsync(ProductHost host, Guid user, Guid creator)
    {
        var snapshot = new CloneSnapshot(
            Guid.NewGuid(), 1, creator, "Clone", "", "", "", null, [], new ClonePricing(PricingModel.PerMinute, 0, 0, 0),
            new RagSettings(1000, 100, 0.5, 4000, "local", "embedded", 0.5, 500));
        var started = SessionEventCodec.Encode(new ChatSessionStarted(user, snapshot, SessionType.Chat, false), null);
        await host.Services.GetRequiredService<IEventLog>().AppendAsync(
            new LogAppend($"{ChatSessionAddress.Prefix}{Guid.NewGuid():N}", 0, 1, DateTimeOffset.UnixEpoch, [started]), default);
    }

    private static async Task<Guid> UntilWaitingAsync(ProductHost host, Guid webhook, Guid owner)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var page = await host.Grains.Webhook(webhook).ListDeliveriesAsync(new ListWebhookDeliveries(owner, WebhookDeliveryStatus.Waiting, 1, 10), default);
            if (page.Value is { Deliveries: [var first] }) return first.DeliveryId;
            await Task.Delay(10, deadline.Token);
        }
    }
}
