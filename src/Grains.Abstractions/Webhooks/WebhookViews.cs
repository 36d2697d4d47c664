using System.Collections.Immutable;

namespace Grains.Webhooks;

/// <summary>Why a webhook is disabled although its owner did not ask for it.</summary>
[GenerateSerializer, Alias("webhooks.disabled-reason")]
public enum WebhookDisabledReason
{
    /// <summary>It is not, or its owner disabled it.</summary>
    None = 0,

    /// <summary>The receiver answered 410.</summary>
    Gone = 1,

    /// <summary>Nothing could be delivered for a long time.</summary>
    Failing = 2,

    /// <summary>More deliveries wait than are kept.</summary>
    QueueFull = 3,
}

/// <param name="DisabledAt">Null while it is enabled.</param>
/// <param name="FailingSince">When the first delivery failed after the last one that did not; null where none did.</param>
/// <param name="PreviousSecretUntil">Until when the secret before this one signs as well; null where none does.</param>
[GenerateSerializer, Immutable, Alias("webhooks.webhook-view")]
public sealed record WebhookView(
    [property: Id(0)] Guid WebhookId,
    [property: Id(1)] string Url,
    [property: Id(2)] ImmutableArray<string> Events,
    [property: Id(3)] string Description,
    [property: Id(4)] bool Enabled,
    [property: Id(5)] WebhookDisabledReason DisabledReason,
    [property: Id(6)] DateTimeOffset? DisabledAt,
    [property: Id(7)] DateTimeOffset? FailingSince,
    [property: Id(8)] DateTimeOffset? PreviousSecretUntil,
    [property: Id(9)] DateTimeOffset CreatedAt,
    [property: Id(10)] DateTimeOffset UpdatedAt);

/// <param name="Secret">What signs; not shown again.</param>
[GenerateSerializer, Immutable, Alias("webhooks.secret-view")]
public sealed record WebhookSecretView([property: Id(0)] WebhookView Webhook, [property: Id(1)] string Secret);

[GenerateSerializer, Alias("webhooks.delivery-status")]
public enum WebhookDeliveryStatus
{
    /// <summary>To be sent, for the first time or again.</summary>
    Waiting = 0,

    /// <summary>The receiver answered with success.</summary>
    Delivered = 1,

    /// <summary>Given up; it can be replayed.</summary>
    Dead = 2,
}

/// <param name="DeliveryId">The receiver's <c>X-Webhook-Id</c>.</param>
/// <param name="Attempts">Made so far.</param>
/// <param name="NextAttemptAt">Null unless it failed and waits to be sent again.</param>
/// <param name="Last">Null before the first attempt.</param>
[GenerateSerializer, Immutable, Alias("webhooks.delivery-view")]
public sealed record WebhookDeliveryView(
    [property: Id(0)] Guid DeliveryId,
    [property: Id(1)] string Event,
    [property: Id(2)] WebhookDeliveryStatus Status,
    [property: Id(3)] int Attempts,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] DateTimeOffset? NextAttemptAt,
    [property: Id(6)] DateTimeOffset? EndedAt,
    [property: Id(7)] WebhookAttempt? Last);

/// <param name="Number">From 1; the receiver's <c>X-Webhook-Attempt</c>.</param>
/// <param name="StatusCode">HTTP's; null where there was no answer.</param>
/// <param name="Error">Why there was no answer or not a good one, as a stable code; null for a success.</param>
[GenerateSerializer, Immutable, Alias("webhooks.attempt")]
public sealed record WebhookAttempt(
    [property: Id(0)] int Number,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] TimeSpan Duration,
    [property: Id(3)] int? StatusCode,
    [property: Id(4)] string? Error)
{
    public bool Succeeded => Error is null;
}

/// <param name="Attempts">The latest ones, oldest first.</param>
/// <param name="Payload">The body as it is sent.</param>
[GenerateSerializer, Immutable, Alias("webhooks.delivery-detail")]
public sealed record WebhookDeliveryDetail(
    [property: Id(0)] WebhookDeliveryView Delivery,
    [property: Id(1)] ImmutableArray<WebhookAttempt> Attempts,
    [property: Id(2)] string Payload);

[GenerateSerializer, Immutable, Alias("webhooks.delivery-page")]
public sealed record WebhookDeliveryPage(
    [property: Id(0)] ImmutableArray<WebhookDeliveryView> Deliveries,
    [property: Id(1)] int Total);

[GenerateSerializer, Immutable, Alias("webhooks.test-view")]
public sealed record WebhookTestView([property: Id(0)] Guid DeliveryId, [property: Id(1)] WebhookAttempt Attempt);

[GenerateSerializer, Immutable, Alias("webhooks.replay-view")]
public sealed record WebhookReplayView([property: Id(0)] int Replayed);
