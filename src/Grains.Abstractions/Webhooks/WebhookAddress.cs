namespace Grains.Webhooks;

public static class WebhookAddress
{
    public const string Prefix = "webhook-";

    public static IWebhookGrain Webhook(this IGrainFactory grains, Guid webhookId) => grains.GetGrain<IWebhookGrain>($"{Prefix}{webhookId:N}");

    /// <summary>Workers are alike, so one key serves all.</summary>
    public static IWebhookDirectoryGrain WebhookDirectory(this IGrainFactory grains) => grains.GetGrain<IWebhookDirectoryGrain>("webhooks");

    public static IWebhookFeedGrain WebhookFeed(this IGrainFactory grains) => grains.GetGrain<IWebhookFeedGrain>(IWebhookFeedGrain.Key);
}
