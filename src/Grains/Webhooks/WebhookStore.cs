using Grains.Outcomes;
using Grains.Storage;
using Microsoft.Extensions.Options;

namespace Grains.Webhooks;

/// <summary>Webhooks and their deliveries in the database. Every method that changes something is one durable transaction.</summary>
internal sealed class WebhookStore(IDatabase database, DeliveryPolicy policy, IOptions<WebhookOptions> options)
{
    private readonly WebhookOptions settings = options.Value;

    public Task<WebhookRecord?> FindAsync(Guid webhookId, CancellationToken cancel) =>
        database.ReadAsync(sql => WebhookRows.FindAsync(sql, webhookId), cancel);

    public Task<IReadOnlyList<WebhookRecord>> ListAsync(Guid ownerId, CancellationToken cancel) =>
        database.ReadAsync(sql => WebhookRows.ListAsync(sql, ownerId), cancel);

    /// <summary>Adds it if its owner may have another one; or answers the one of that id.</summary>
    public Task<Outcome<WebhookRecord>> AddAsync(WebhookRecord webhook, CancellationToken cancel) =>
        database.WriteAsync<Outcome<WebhookRecord>>(
            async sql =>
            {
                if (await WebhookRows.FindAsync(sql, webhook.WebhookId) is { } there) return there;
                if ((await WebhookRows.ListAsync(sql, webhook.OwnerId)).Count >= settings.MaxPerUser) return WebhookRefusals.TooMany(settings.MaxPerUser);

                await WebhookRows.InsertAsync(sql, webhook);
                await WebhookRows.NextVersionAsync(sql);
                return webhook;
            },
            cancel);

    /// <summary>Stores what a change makes of it. Enabled anew, its queue begins anew as well.</summary>
    public Task<Outcome<WebhookRecord>> ChangeAsync(
        Guid webhookId, Func<WebhookRecord?, Outcome<WebhookRecord>> change, DateTimeOffset now, CancellationToken cancel) =>
        database.WriteAsync<Outcome<WebhookRecord>>(
            async sql =>
            {
                var stored = await WebhookRows.FindAsync(sql, webhookId);
                if (change(stored).IsRefused(out var refusal, out var next)) return refusal;
                if (next == stored) return next;

                // Enabled again or sent elsewhere, it need not wait out what failed before.
                await SaveAsync(sql, next, anew: !stored!.Enabled || stored.Url != next.Url, now);
                await WebhookRows.NextVersionAsync(sql);
                return next;
            },
            cancel);

    public Task<Outcome<Done>> DeleteAsync(Guid webhookId, Guid userId, CancellationToken cancel) =>
        database.WriteAsync<Outcome<Done>>(
            async sql =>
            {
                if (await WebhookRows.FindAsync(sql, webhookId) is not { } stored || stored.OwnerId != userId) return WebhookRefusals.NotFound;

                await DeliveryRows.DeleteOfAsync(sql, webhookId);
                await WebhookRows.DeleteAsync(sql, webhookId);
                await WebhookRows.NextVersionAsync(sql);
                return new Done();
            },
            cancel);

    /// <summary>What an enabled webhook is to send now; null for nothing.</summary>
    public Task<DueDelivery?> FindDueAsync(Guid webhookId, DateTimeOffset now, CancellationToken cancel) =>
        database.ReadAsync<DueDelivery?>(
            async sql => await WebhookRows.FindAsync(sql, webhookId) is { Enabled: true } webhook
                && await DeliveryRows.FirstWaitingAsync(sql, webhookId) is { } first
                && !(first.History.NextAt > now)
                    ? new DueDelivery(webhook, first)
                    : null,
            cancel);

    /// <summary>Keeps what became of an attempt. One whose delivery or webhook was deleted meanwhile is forgotten.</summary>
    public Task<WebhookRecord?> RecordAsync(Guid webhookId, Guid deliveryId, SentDelivery sent, DateTimeOffset now, CancellationToken cancel) =>
        database.WriteAsync<WebhookRecord?>(
            async sql =>
            {
                if (await WebhookRows.FindAsync(sql, webhookId) is not { } webhook) return null;
                if (await DeliveryRows.FindAsync(sql, webhookId, deliveryId) is not { Status: WebhookDeliveryStatus.Waiting } delivery) return webhook;

                var (next, tried) = policy.After(webhook, delivery, sent, now);
                await DeliveryRows.UpdateAsync(sql, tried);
                await SaveAsync(sql, next, anew: false, now);
                if (next.Enabled != webhook.Enabled) await WebhookRows.NextVersionAsync(sql);
                return next;
            },
            cancel);

    public Task<Outcome<WebhookDeliveryPage>> ListDeliveriesAsync(Guid webhookId, ListWebhookDeliveries query, CancellationToken cancel) =>
        database.ReadAsync<Outcome<WebhookDeliveryPage>>(
            async sql =>
            {
                if (await WebhookRows.FindAsync(sql, webhookId) is not { } webhook || webhook.OwnerId != query.UserId) return WebhookRefusals.NotFound;

                var (page, total) = await DeliveryRows.ListAsync(sql, webhookId, query.Status, query.Limit, (long)(query.Page - 1) * query.Limit);
                return new WebhookDeliveryPage([.. page.Select(static delivery => delivery.ToView())], total);
            },
            cancel);

    public Task<Outcome<WebhookDeliveryDetail>> GetDeliveryAsync(Guid webhookId, Guid userId, Guid deliveryId, CancellationToken cancel) =>
        database.ReadAsync<Outcome<WebhookDeliveryDetail>>(
            async sql =>
            {
                if (await WebhookRows.FindAsync(sql, webhookId) is not { } webhook || webhook.OwnerId != userId) return WebhookRefusals.NotFound;
                return await DeliveryRows.FindAsync(sql, webhookId, deliveryId) is { } found ? found.ToDetail() : WebhookRefusals.DeliveryNotFound;
            },
            cancel);

    /// <summary>Queues dead letters behind what waits.</summary>
    public Task<Outcome<WebhookReplayView>> ReplayAsync(Guid webhookId, ReplayWebhook command, DateTimeOffset now, CancellationToken cancel) =>
        database.WriteAsync<Outcome<WebhookReplayView>>(
            async sql =>
            {
                if (await WebhookRows.FindAsync(sql, webhookId) is not { } webhook || webhook.OwnerId != command.UserId) return WebhookRefusals.NotFound;

                var dead = await DeliveryRows.ListDeadAsync(sql, webhookId);
                if (command.DeliveryId is { } one)
                {
                    if (await DeliveryRows.FindAsync(sql, webhookId, one) is null) return WebhookRefusals.DeliveryNotFound;
                    if (!dead.Contains(one)) return WebhookRefusals.NotDead;
                    dead = [one];
                }

                var room = Math.Max(0, settings.MaxWaiting - (int)await DeliveryRows.CountWaitingAsync(sql, webhookId));
                var replayed = dead.Take(room).ToList();
                if (replayed.Count == 0) return new WebhookReplayView(0);

                var place = await WebhookRows.TakePlacesAsync(sql, webhookId, replayed.Count, now);
                foreach (var deliveryId in replayed)
                {
                    var delivery = (await DeliveryRows.FindAsync(sql, webhookId, deliveryId))!;
                    await DeliveryRows.UpdateAsync(
                        sql,
                        delivery with { Place = place++, Status = WebhookDeliveryStatus.Waiting, EndedAt = null, History = delivery.History.Anew() });
                }

                return new WebhookReplayView(replayed.Count);
            },
            cancel);

    /// <summary>Writes a webhook and when it is due: as soon as the first delivery that waits may be tried.</summary>
    /// <param name="anew">Whether that one is tried as at first.</param>
    private static async ValueTask SaveAsync(ISql sql, WebhookRecord webhook, bool anew, DateTimeOffset now)
    {
        if (!webhook.Enabled)
        {
            await WebhookRows.UpdateAsync(sql, webhook, null);
            return;
        }

        var first = await DeliveryRows.FirstWaitingAsync(sql, webhook.WebhookId);
        if (first is not null && anew)
        {
            first = first with { History = first.History.Anew() };
            await DeliveryRows.UpdateAsync(sql, first);
        }

        await WebhookRows.UpdateAsync(sql, webhook, first is null ? null : first.History.NextAt ?? now);
    }
}

internal sealed record DueDelivery(WebhookRecord Webhook, DeliveryRecord Delivery);
