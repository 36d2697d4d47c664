using System.Collections.Immutable;
using Grains.Outcomes;

namespace Grains.Webhooks;

/// <summary>Lists webhooks. A pool of workers per silo.</summary>
[Alias("webhooks.directory")]
public interface IWebhookDirectoryGrain : IGrainWithStringKey
{
    /// <summary>A user's own, oldest first: all of them, as there are few.</summary>
    [Alias("list"), Repeatable]
    Task<ImmutableArray<WebhookView>> ListAsync(Guid userId, CancellationToken cancel);
}
