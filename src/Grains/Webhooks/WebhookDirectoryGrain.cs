using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Grains.Webhooks;

[StatelessWorker]
internal sealed class WebhookDirectoryGrain(WebhookStore store, TimeProvider clock) : Grain, IWebhookDirectoryGrain
{
    public async Task<ImmutableArray<WebhookView>> ListAsync(Guid userId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return [.. (await store.ListAsync(userId, cancel)).Select(webhook => webhook.ToView(now))];
    }
}
