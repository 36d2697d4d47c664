using System.Globalization;
using Grains.Egress;
using Microsoft.Extensions.Options;

namespace Grains.Webhooks;

/// <summary>Makes one attempt at a delivery. What the receiver answers but its status and <c>Retry-After</c> is read by nobody.</summary>
internal sealed class WebhookSender(IOutboundDoor door, IOptions<WebhookOptions> options, TimeProvider clock)
{
    /// <summary>Enough for a polite answer, so that its connection can be used again.</summary>
    private const int MaxAnswerBytes = 4_096;

    /// <exception cref="OperationCanceledException">The caller's token was cancelled; it may have been delivered.</exception>
    public async Task<SentDelivery> SendAsync(WebhookRecord webhook, DeliveryRecord delivery, CancellationToken cancel)
    {
        var (at, began) = (clock.GetUtcNow(), clock.GetTimestamp());
        var number = delivery.History.Attempts + 1;
        var timestamp = at.ToUnixTimeSeconds();
        var request = new OutboundRequest(HttpMethod.Post, new Uri(webhook.Url), options.Value.Timeout, MaxAnswerBytes)
        {
            Body = delivery.Payload,
            ContentType = "application/json; charset=utf-8",
            CutsLongAnswer = true,
            UserAgent = "Grains-Webhooks/1",
            Headers =
            [
                new("X-Webhook-Id", delivery.DeliveryId.ToString()),
                new("X-Webhook-Event", delivery.Event),
                new("X-Webhook-Attempt", number.ToString(CultureInfo.InvariantCulture)),
                new("X-Webhook-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture)),
                new("X-Webhook-Signature", WebhookSignature.Sign(webhook.SecretsAt(at), timestamp, delivery.Payload)),
            ],
        };
        var answered = await door.SendAsync(request, cancel);
        var duration = clock.GetElapsedTime(began);
        if (answered.IsRefused(out var refusal, out var answer))
            return new SentDelivery(new WebhookAttempt(number, at, duration, null, refusal.Code["egress.".Length..]), null);
        return new SentDelivery(
            new WebhookAttempt(number, at, duration, answer.Status, answer.IsSuccess ? null : "bad_status"),
            answer.RetryAfter);
    }
}

/// <param name="RetryAfter">The wait that the receiver asked for; null where it asked for none.</param>
internal sealed record SentDelivery(WebhookAttempt Attempt, TimeSpan? RetryAfter);
