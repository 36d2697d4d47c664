using Grains.Webhooks;
using WebFront.Description;

namespace WebFront.Surfaces.Marketplace.Webhooks;

/// <summary>An event on its way to a receiver, or arrived, or given up.</summary>
/// <param name="Id">The receiver's <c>X-Webhook-Id</c>.</param>
/// <param name="Status"><c>waiting</c>, <c>delivered</c> or <c>dead</c>.</param>
/// <param name="NextAttemptAt">Null unless it failed and waits for its next attempt.</param>
internal sealed record DeliveryResponse(
    Guid Id,
    string Event,
    [property: WordsOf<WebhookDeliveryStatus>] string Status,
    int AttemptCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? EndedAt,
    AttemptResponse? LastAttempt)
{
    public static DeliveryResponse From(WebhookDeliveryView delivery) => new(
        delivery.DeliveryId,
        delivery.Event,
        WebhookResponse.WireName(delivery.Status.ToString()),
        delivery.Attempts,
        delivery.CreatedAt,
        delivery.NextAttemptAt,
        delivery.EndedAt,
        delivery.Last is { } last ? AttemptResponse.From(last) : null);
}

/// <param name="Attempt">From 1: the receiver's <c>X-Webhook-Attempt</c>.</param>
/// <param name="StatusCode">What the receiver answered; null where it did not.</param>
/// <param name="DurationMs">Milliseconds until it had answered, or was given up.</param>
/// <param name="Error">
/// Null for a success; <c>bad_status</c> for any other answer; else why there was none, such as <c>timed_out</c>, <c>unreachable</c>,
/// <c>unknown_host</c>, <c>address_not_public</c>.
/// </param>
internal sealed record AttemptResponse(int Attempt, DateTimeOffset At, int? StatusCode, double DurationMs, string? Error)
{
    public static AttemptResponse From(WebhookAttempt attempt) =>
        new(attempt.Number, attempt.At, attempt.StatusCode, Math.Round(attempt.Duration.TotalMilliseconds, 2), attempt.Error);
}
