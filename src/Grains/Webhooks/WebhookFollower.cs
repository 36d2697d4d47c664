using Grains.Storage.CatchUp;

namespace Grains.Webhooks;

/// <summary>
/// Goes along the log and queues what enabled webhooks want of it. Its place is stored with the deliveries, in one transaction, and is
/// no part of the read model: rebuilding that sends nothing again. Where nobody wants anything it reads nothing.
/// </summary>
internal sealed class WebhookFollower(DeliveryQueue queue, ILogFeed feed, WebhookFacts facts, TimeProvider clock)
{
    /// <summary>Bounds how long one transaction holds up the writer.</summary>
    private const int PageSize = 200;

    private WantedEvents? wanted;
    private ILookup<Guid, WebhookRecord> byOwner = Array.Empty<WebhookRecord>().ToLookup(static webhook => webhook.OwnerId);
    private IReadOnlyList<string> types = [];
    private long at;

    /// <summary>Whether there is anybody to follow the log for, as far as is known.</summary>
    public bool IsWanted => wanted is not { Webhooks.Count: 0 };

    /// <summary>Looks anew who wants what, when it is next asked to go on.</summary>
    public void Forget() => wanted = null;

    /// <summary>Goes to the end of the log.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (wanted is null) await LoadAsync(cancel);
        if (!IsWanted) return;

        var end = await feed.GetEndAsync(cancel);
        while (at < end)
        {
            var page = await feed.ReadAsync(new FeedSlice(at, end, PageSize, types), cancel);
            var reached = page.Count == PageSize ? page[^1].Position : end;
            if (page.Count == 0 || await StoreAsync(await DeliveriesAsync(page, cancel), reached, cancel))
            {
                at = reached;
                continue;
            }

            await LoadAsync(cancel);
            if (!IsWanted) return;
        }
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        wanted = await queue.LoadAsync(cancel);
        byOwner = wanted.Webhooks.ToLookup(static webhook => webhook.OwnerId);
        types = WebhookFacts.TypesOf(wanted.Webhooks.SelectMany(static webhook => webhook.Events));

        // Nobody who is here now wants what was before all of them.
        var since = wanted.Webhooks.Select(static webhook => webhook.Since).DefaultIfEmpty(0).Min();
        at = Math.Max(wanted.Place.Position, since);
    }

    private async Task<bool> StoreAsync(IReadOnlyList<DeliveryRecord> deliveries, long reached, CancellationToken cancel)
    {
        var place = wanted!.Place;
        if (!await queue.AddAsync(deliveries, place, reached, clock.GetUtcNow(), cancel)) return false;
        wanted = wanted with { Place = place with { Position = reached } };
        return true;
    }

    private async Task<IReadOnlyList<DeliveryRecord>> DeliveriesAsync(IReadOnlyList<PositionedEvent> page, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var deliveries = new List<DeliveryRecord>();
        foreach (var (position, logged) in page)
        {
            if (await facts.ReadAsync(logged, cancel) is not { } fact) continue;
            foreach (var (userId, data) in fact.Copies)
                foreach (var webhook in byOwner[userId])
                    if (webhook.Since < position && webhook.Events.Contains(fact.Event))
                        deliveries.Add(WebhookPayload.For(webhook, fact, data, now));
        }

        return deliveries;
    }
}
