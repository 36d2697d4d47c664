using Microsoft.Extensions.Logging;

namespace Grains.Webhooks;

/// <summary>Sends what a webhook has to send, one delivery after the other, until nothing is due.</summary>
internal sealed class DeliveryPump(WebhookStore store, WebhookSender sender, TimeProvider clock, ILogger<DeliveryPump> logger)
{
    public async Task RunAsync(Guid webhookId, CancellationToken cancel)
    {
        while (await store.FindDueAsync(webhookId, clock.GetUtcNow(), cancel) is var (webhook, delivery))
        {
            var sent = await sender.SendAsync(webhook, delivery, cancel);

            // Not cancelled with the rest: what was sent should be known, so that it is not sent again without need.
            var kept = await store.RecordAsync(webhookId, delivery.DeliveryId, sent, clock.GetUtcNow(), CancellationToken.None);
            if (kept is { Enabled: false } && webhook.Enabled) logger.WebhookDisabled(webhookId, kept.DisabledReason);
        }
    }
}
