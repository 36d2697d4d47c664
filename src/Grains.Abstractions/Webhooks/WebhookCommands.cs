using System.Collections.Immutable;

namespace Grains.Webhooks;

/// <param name="Url">Absolute, http or https, at most 2,048 characters, to a public address.</param>
/// <param name="Events">Of <see cref="WebhookEvents.All"/>; at least one.</param>
/// <param name="Description">At most 500 characters.</param>
[GenerateSerializer, Immutable, Alias("webhooks.create-webhook")]
public sealed record CreateWebhook(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string Url,
    [property: Id(2)] ImmutableArray<string> Events,
    [property: Id(3)] string? Description);

/// <summary>What is null stays.</summary>
[GenerateSerializer, Immutable, Alias("webhooks.update-webhook")]
public sealed record UpdateWebhook([property: Id(0)] Guid UserId)
{
    [Id(1)] public string? Url { get; init; }

    [Id(2)] public ImmutableArray<string>? Events { get; init; }

    [Id(3)] public string? Description { get; init; }

    [Id(4)] public bool? Enabled { get; init; }
}

[GenerateSerializer, Immutable, Alias("webhooks.delete-webhook")]
public sealed record DeleteWebhook([property: Id(0)] Guid UserId);

[GenerateSerializer, Immutable, Alias("webhooks.rotate-secret")]
public sealed record RotateWebhookSecret([property: Id(0)] Guid UserId);

[GenerateSerializer, Immutable, Alias("webhooks.test-webhook")]
public sealed record TestWebhook([property: Id(0)] Guid UserId);

/// <param name="Status">Only these; null for all.</param>
/// <param name="Page">From 1.</param>
/// <param name="Limit">1 to 100.</param>
[GenerateSerializer, Immutable, Alias("webhooks.list-deliveries")]
public sealed record ListWebhookDeliveries(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] WebhookDeliveryStatus? Status,
    [property: Id(2)] int Page,
    [property: Id(3)] int Limit);

/// <param name="DeliveryId">One dead letter; null for all of them.</param>
[GenerateSerializer, Immutable, Alias("webhooks.replay-webhook")]
public sealed record ReplayWebhook([property: Id(0)] Guid UserId, [property: Id(1)] Guid? DeliveryId);
