namespace Grains.Webhooks;

/// <summary>What an attempt makes of a delivery and of its webhook.</summary>
internal sealed class DeliveryPolicy(RetrySchedule schedule)
{
    private const int Gone = 410;

    public (WebhookRecord Webhook, DeliveryRecord Delivery) After(WebhookRecord webhook, DeliveryRecord delivery, SentDelivery sent, DateTimeOffset now)
    {
        var attempt = sent.Attempt;
        var history = delivery.History.With(attempt);
        if (attempt.Succeeded)
            return (webhook with { FailingSince = null }, End(delivery, WebhookDeliveryStatus.Delivered, history, now));
        if (attempt.StatusCode == Gone)
            return (Stop(webhook, WebhookDisabledReason.Gone, now), End(delivery, WebhookDeliveryStatus.Dead, history, now));

        var failing = webhook with { FailingSince = webhook.FailingSince ?? attempt.At };
        if (schedule.IsLost(failing.FailingSince.Value, now)) failing = Stop(failing, WebhookDisabledReason.Failing, now);
        return schedule.Next(delivery.DeliveryId, history, sent.RetryAfter, now) is { } next
            ? (failing, delivery with { History = history with { NextAt = next } })
            : (failing, End(delivery, WebhookDeliveryStatus.Dead, history, now));
    }

    /// <summary>One that its owner has disabled meanwhile is left as it is.</summary>
    private static WebhookRecord Stop(WebhookRecord webhook, WebhookDisabledReason reason, DateTimeOffset now) =>
        webhook.Enabled ? webhook.Disable(reason, now) : webhook;

    private static DeliveryRecord End(DeliveryRecord delivery, WebhookDeliveryStatus status, DeliveryHistory history, DateTimeOffset now) =>
        delivery with { Status = status, EndedAt = now, History = history };
}
