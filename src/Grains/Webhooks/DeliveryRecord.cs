using System.Collections.Immutable;
using System.Text;

namespace Grains.Webhooks;

/// <summary>One event for one webhook, as it is stored.</summary>
/// <param name="Place">Its turn among the webhook's own.</param>
/// <param name="About">The user whose doing the event is; not always the webhook's owner.</param>
/// <param name="Payload">The body that is sent, in UTF-8.</param>
internal sealed record DeliveryRecord(
    Guid DeliveryId,
    Guid WebhookId,
    long Place,
    WebhookDeliveryStatus Status,
    string Event,
    Guid About,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt,
    ReadOnlyMemory<byte> Payload,
    DeliveryHistory History)
{
    public WebhookDeliveryView ToView() => new(
        DeliveryId, Event, Status, History.Attempts, CreatedAt, Status == WebhookDeliveryStatus.Waiting ? History.NextAt : null, EndedAt,
        History.Latest is [.., var last] ? last : null);

    public WebhookDeliveryDetail ToDetail() => new(ToView(), History.Latest, Encoding.UTF8.GetString(Payload.Span));
}

/// <summary>What was tried.</summary>
internal sealed record DeliveryHistory
{
    /// <summary>Attempts that are remembered one by one: more than a day of retries has.</summary>
    private const int Remembered = 50;

    public static DeliveryHistory None { get; } = new();

    public int Attempts { get; init; }

    /// <summary>Attempts since it was queued, which decide how long the next one waits.</summary>
    public int Tries { get; init; }

    /// <summary>The first attempt since it was queued.</summary>
    public DateTimeOffset? TriedSince { get; init; }

    /// <summary>Null where it need not wait.</summary>
    public DateTimeOffset? NextAt { get; init; }

    public ImmutableArray<WebhookAttempt> Latest { get; init; } = [];

    /// <summary>Queued again: what happened is remembered, and everything is tried as at first.</summary>
    public DeliveryHistory Anew() => this with { Tries = 0, TriedSince = null, NextAt = null };

    public DeliveryHistory With(WebhookAttempt attempt) => this with
    {
        Attempts = attempt.Number,
        Tries = Tries + 1,
        TriedSince = TriedSince ?? attempt.At,
        NextAt = null,
        Latest = [.. Latest.TakeLast(Remembered - 1), attempt],
    };
}
