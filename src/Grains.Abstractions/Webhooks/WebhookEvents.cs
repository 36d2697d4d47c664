using System.Collections.Immutable;

namespace Grains.Webhooks;

/// <summary>What webhooks can tell of, by the names that receivers see.</summary>
public static class WebhookEvents
{
    public const string SessionStarted = "session.started";
    public const string SessionEnded = "session.ended";
    public const string MessageReceived = "message.received";
    public const string PaymentCompleted = "payment.completed";
    public const string PaymentFailed = "payment.failed";
    public const string DocumentProcessed = "document.processed";
    public const string ClonePublished = "clone.published";

    /// <summary>Sent only when its owner tries a webhook out.</summary>
    public const string Test = "webhook.test";

    /// <summary>All that can be subscribed to.</summary>
    public static ImmutableArray<string> All { get; } =
        [SessionStarted, SessionEnded, MessageReceived, PaymentCompleted, PaymentFailed, DocumentProcessed, ClonePublished];
}
