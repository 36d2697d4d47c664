using System.Text;
using Grains.Accounts;
using Grains.Storage;

namespace Grains.Webhooks;

/// <summary>A deleted account's webhooks go with their deliveries; in those to others, the user becomes nobody.</summary>
internal sealed class WebhookErasure(IDatabase database, IGrainFactory grains) : IPersonalData
{
    private const int PageSize = 200;

    public string Kind => "webhooks";

    public async Task<Erasure> EraseAsync(Guid userId, CancellationToken cancel)
    {
        var removed = await database.WriteAsync(sql => RemoveAsync(sql, userId), cancel);
        if (removed > 0) await grains.WebhookFeed().RefreshAsync(cancel);

        var anonymised = 0;
        int page;
        do
        {
            page = await database.WriteAsync(sql => AnonymiseAsync(sql, userId), cancel);
            anonymised += page;
        }
        while (page == PageSize);
        return new Erasure(removed, anonymised);
    }

    private static async ValueTask<int> RemoveAsync(ISql sql, Guid userId)
    {
        var webhooks = await WebhookRows.ListAsync(sql, userId);
        foreach (var webhook in webhooks)
        {
            await DeliveryRows.DeleteOfAsync(sql, webhook.WebhookId);
            await WebhookRows.DeleteAsync(sql, webhook.WebhookId);
        }

        if (webhooks.Count > 0) await WebhookRows.NextVersionAsync(sql);
        return webhooks.Count;
    }

    private static async ValueTask<int> AnonymiseAsync(ISql sql, Guid userId)
    {
        var (known, nobody) = (userId.ToString(), Guid.Empty.ToString());
        var deliveries = await DeliveryRows.ListAboutAsync(sql, userId, PageSize);
        foreach (var delivery in deliveries)
        {
            var payload = Encoding.UTF8.GetString(delivery.Payload.Span).Replace(known, nobody, StringComparison.OrdinalIgnoreCase);
            await DeliveryRows.SetAboutAsync(sql, delivery with { Payload = Encoding.UTF8.GetBytes(payload) }, Guid.Empty);
        }

        return deliveries.Count;
    }
}
