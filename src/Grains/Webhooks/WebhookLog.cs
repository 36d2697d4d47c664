using Microsoft.Extensions.Logging;

namespace Grains.Webhooks;

internal static partial class WebhookLog
{
    [LoggerMessage(LogLevel.Warning, "Webhook {WebhookId} was disabled: {Reason}.")]
    public static partial void WebhookDisabled(this ILogger logger, Guid webhookId, WebhookDisabledReason reason);

    [LoggerMessage(LogLevel.Error, "Sending the deliveries of webhook {WebhookId} failed; it is tried again.")]
    public static partial void PumpFailed(this ILogger logger, Exception failure, Guid webhookId);

    /// <summary>Storage that fails for a while says so itself, once.</summary>
    [LoggerMessage(LogLevel.Debug, "Webhooks are put off: {Reason}")]
    public static partial void WebhooksPutOff(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "Following the log for webhooks failed; it is tried again.")]
    public static partial void FeedFailed(this ILogger logger, Exception failure);
}
