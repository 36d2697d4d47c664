namespace Grains.Webhooks;

/// <summary>Follows the log, turns its events into deliveries, and wakes webhooks that have something to send. One per cluster.</summary>
[Alias("webhooks.feed")]
public interface IWebhookFeedGrain : IGrainWithStringKey
{
    /// <summary>The only key.</summary>
    const string Key = "webhooks";

    /// <summary>Makes sure that it runs, now and after the death of its silo.</summary>
    [Alias("start")]
    Task StartAsync(CancellationToken cancel);

    /// <summary>Webhooks have changed; looks at them again.</summary>
    [Alias("refresh")]
    Task RefreshAsync(CancellationToken cancel);
}
