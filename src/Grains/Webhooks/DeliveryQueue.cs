using Grains.Storage;
using Microsoft.Extensions.Options;

namespace Grains.Webhooks;

/// <summary>The follower's side of webhooks: what they want, and the deliveries that events become.</summary>
internal sealed class DeliveryQueue(IDatabase database, IOptions<WebhookOptions> options)
{
    private const int DuePage = 1_000;

    private readonly WebhookOptions settings = options.Value;

    public Task<WantedEvents> LoadAsync(CancellationToken cancel) => database.ReadAsync(
        static async sql => new WantedEvents(await WebhookRows.PlaceAsync(sql), await WebhookRows.ListEnabledAsync(sql)), cancel);

    public Task<IReadOnlyList<Guid>> ListDueAsync(DateTimeOffset now, CancellationToken cancel) =>
        database.ReadAsync(sql => WebhookRows.ListDueAsync(sql, now, DuePage), cancel);

    /// <summary>
    /// Queues deliveries and moves the place in the log, both or neither, so that each event is queued once. False, and nothing is
    /// done, where the place was moved elsewhere or webhooks have changed.
    /// </summary>
    public Task<bool> AddAsync(IReadOnlyList<DeliveryRecord> deliveries, FeedPlace from, long to, DateTimeOffset now, CancellationToken cancel) =>
        database.WriteAsync(
            async sql =>
            {
                if (!await WebhookRows.MoveAsync(sql, from, to)) return false;
                foreach (var ofOne in deliveries.GroupBy(static delivery => delivery.WebhookId)) await AddAsync(sql, ofOne.Key, [.. ofOne], now);
                return true;
            },
            cancel);

    public Task<int> ForgetAsync(DateTimeOffset endedBefore, CancellationToken cancel) =>
        database.ExecuteAsync("DELETE FROM webhook_deliveries WHERE ended_at < ?", [endedBefore], cancel);

    private async ValueTask AddAsync(ISql sql, Guid webhookId, IReadOnlyList<DeliveryRecord> deliveries, DateTimeOffset now)
    {
        var room = settings.MaxWaiting - await DeliveryRows.CountWaitingAsync(sql, webhookId);
        var added = deliveries.Take((int)Math.Max(0, room)).ToList();
        var place = await WebhookRows.TakePlacesAsync(sql, webhookId, added.Count, now);
        foreach (var delivery in added) await DeliveryRows.InsertAsync(sql, delivery with { Place = place++ });
        if (added.Count == deliveries.Count) return;

        // Nothing may be left out in the middle, so it ends here, and its owner sees why.
        var webhook = (await WebhookRows.FindAsync(sql, webhookId))!;
        await WebhookRows.UpdateAsync(sql, webhook.Disable(WebhookDisabledReason.QueueFull, now), null);
        await WebhookRows.NextVersionAsync(sql);
    }
}

/// <param name="Webhooks">Those that are enabled.</param>
internal sealed record WantedEvents(FeedPlace Place, IReadOnlyList<WebhookRecord> Webhooks);
