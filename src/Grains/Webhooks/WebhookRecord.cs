using System.Collections.Immutable;

namespace Grains.Webhooks;

/// <summary>A webhook as it is stored.</summary>
internal sealed record WebhookRecord
{
    public required Guid WebhookId { get; init; }

    public required Guid OwnerId { get; init; }

    public required string Url { get; init; }

    public required ImmutableArray<string> Events { get; init; }

    public string Description { get; init; } = "";

    public bool Enabled { get; init; } = true;

    /// <summary>A place in the log: it hears of what comes after.</summary>
    public long Since { get; init; }

    public required string Secret { get; init; }

    public string? PreviousSecret { get; init; }

    public DateTimeOffset? PreviousSecretUntil { get; init; }

    public WebhookDisabledReason DisabledReason { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>When the first delivery failed after the last one that did not.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public WebhookRecord Disable(WebhookDisabledReason reason, DateTimeOffset at) =>
        this with { Enabled = false, DisabledReason = reason, DisabledAt = at };

    /// <summary>The secrets that sign at a time, the present one first.</summary>
    public ImmutableArray<string> SecretsAt(DateTimeOffset at) =>
        PreviousSecret is { } previous && at < PreviousSecretUntil ? [Secret, previous] : [Secret];

    public WebhookView ToView(DateTimeOffset now) => new(
        WebhookId, Url, Events, Description, Enabled, DisabledReason, DisabledAt, FailingSince,
        now < PreviousSecretUntil ? PreviousSecretUntil : null, CreatedAt, UpdatedAt);
}
