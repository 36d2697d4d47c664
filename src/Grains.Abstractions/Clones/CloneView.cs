using System.Collections.Immutable;

namespace Grains.Clones;

[GenerateSerializer, Alias("clones.status")]
public enum CloneStatus
{
    Draft = 0,
    Published = 1,
    Unpublished = 2,
}

/// <summary>A clone as its owner sees it.</summary>
/// <param name="Availability">Null: always open.</param>
[GenerateSerializer, Immutable, Alias("clones.view")]
public sealed record CloneView(
    [property: Id(0)] Guid CloneId,
    [property: Id(1)] Guid OwnerId,
    [property: Id(2)] long Version,
    [property: Id(3)] CloneStatus Status,
    [property: Id(4)] string Name,
    [property: Id(5)] string Description,
    [property: Id(6)] string Category,
    [property: Id(7)] ImmutableArray<string> ExpertiseAreas,
    [property: Id(8)] string Bio,
    [property: Id(9)] string Personality,
    [property: Id(10)] ImmutableArray<Credential> Credentials,
    [property: Id(11)] ImmutableArray<string> Languages,
    [property: Id(12)] ClonePricing Pricing,
    [property: Id(13)] string? AvatarUrl,
    [property: Id(14)] RagSettings Rag,
    [property: Id(15)] DateTimeOffset CreatedAt,
    [property: Id(16)] DateTimeOffset UpdatedAt,
    [property: Id(17)] Availability? Availability);
