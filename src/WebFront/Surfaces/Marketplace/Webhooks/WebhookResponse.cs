using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Webhooks;
using WebFront.Description;

namespace WebFront.Surfaces.Marketplace.Webhooks;

/// <summary>A webhook as its owner sees it.</summary>
/// <param name="DisabledReason"><c>gone</c>, <c>failing</c> or <c>queue_full</c>; null where it is enabled or its owner disabled it.</param>
/// <param name="PreviousSecretExpiresAt">Until when the secret before the last rotation signs as well; null where none does.</param>
internal sealed record WebhookResponse(
    Guid Id,
    string Url,
    IReadOnlyList<string> Events,
    string Description,
    bool Enabled,
    [property: Words("gone", "failing", "queue_full")] string? DisabledReason,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? FailingSince,
    DateTimeOffset? PreviousSecretExpiresAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>What signs; only where the webhook was just made or its secret rotated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    public static WebhookResponse From(WebhookView webhook) => new(
        webhook.WebhookId,
        webhook.Url,
        webhook.Events,
        webhook.Description,
        webhook.Enabled,
        webhook.DisabledReason == WebhookDisabledReason.None ? null : WireName(webhook.DisabledReason.ToString()),
        webhook.DisabledAt,
        webhook.FailingSince,
        webhook.PreviousSecretUntil,
        webhook.CreatedAt,
        webhook.UpdatedAt);

    public static WebhookResponse From(WebhookSecretView made) => From(made.Webhook) with { Secret = made.Secret };

    public static string WireName(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
