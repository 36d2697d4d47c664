using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Grains.Clones;

/// <summary>What its owner says of a clone. In an update, null leaves a member as it is.</summary>
[GenerateSerializer, Immutable, Alias("clones.profile")]
public sealed record CloneProfile
{
    /// <summary>1 to 200 characters.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    [Id(1)] public string? Description { get; init; }

    /// <summary>A category's name, at most 100 characters.</summary>
    [Id(2)] public string? Category { get; init; }

    /// <summary>At most 50 of at most 100 characters.</summary>
    [Id(3)] public ImmutableArray<string>? ExpertiseAreas { get; init; }

    /// <summary>At most 20,000 characters.</summary>
    [Id(4)] public string? Bio { get; init; }

    /// <summary>Tone and style that answers keep to; at most 8,000 characters.</summary>
    [Id(5)] public string? Personality { get; init; }

    /// <summary>At most 50.</summary>
    [Id(6)] public ImmutableArray<Credential>? Credentials { get; init; }

    /// <summary>At most 50 of at most 100 characters.</summary>
    [Id(7)] public ImmutableArray<string>? Languages { get; init; }

    [Id(8)] public ClonePricing? Pricing { get; init; }

    /// <summary>An absolute http or https address of at most 2,000 characters. The server does not open it.</summary>
    [Id(9)] public string? AvatarUrl { get; init; }

    /// <summary>Changes of single prices; what is null stays. <see cref="Pricing"/> sets them all.</summary>
    [Id(10)] public PriceChanges? PriceChanges { get; init; }

    /// <summary>When it takes new sessions. Unsaid, it is no part of what a creation is compared by.</summary>
    [Id(11), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Availability? Availability { get; init; }
}

/// <summary>Single prices, each as in <see cref="ClonePricing"/>; null leaves one as it is.</summary>
[GenerateSerializer, Immutable, Alias("clones.price-changes")]
public sealed record PriceChanges(
    [property: Id(0)] PricingModel? Model,
    [property: Id(1)] long? HourlyMicros,
    [property: Id(2)] long? MessageMicros,
    [property: Id(3)] long? ThousandTokensMicros)
{
    /// <summary>All prices of voice sessions, in place of those that were set before.</summary>
    [Id(4)]
    public TypePricing? Voice { get; init; }

    /// <summary>All prices of video sessions, in place of those that were set before.</summary>
    [Id(5)]
    public TypePricing? Video { get; init; }
}

/// <param name="Title">1 to 200 characters.</param>
/// <param name="Institution">At most 200 characters.</param>
/// <param name="Year">1900 to 2100.</param>
[GenerateSerializer, Immutable, Alias("clones.credential")]
public sealed record Credential([property: Id(0)] string Title, [property: Id(1)] string Institution, [property: Id(2)] int? Year);

[GenerateSerializer, Immutable, Alias("clones.create")]
public sealed record CreateClone([property: Id(0)] Guid UserId, [property: Id(1)] CloneProfile Profile);

[GenerateSerializer, Immutable, Alias("clones.update")]
public sealed record UpdateClone([property: Id(0)] Guid UserId, [property: Id(1)] CloneProfile Changes);

/// <summary>Tells a clone of a picture that was uploaded for it.</summary>
/// <param name="AvatarUrl">Where it is served from now on; null while its file is not written yet.</param>
[GenerateSerializer, Immutable, Alias("clones.change-avatar")]
public sealed record ChangeCloneAvatar([property: Id(0)] Guid UserId, [property: Id(1)] string AvatarId, [property: Id(2)] string? AvatarUrl);

[GenerateSerializer, Immutable, Alias("clones.configure-rag")]
public sealed record ConfigureRag([property: Id(0)] Guid UserId, [property: Id(1)] RagChanges Changes);

/// <summary>Single members of <see cref="RagSettings"/>; null leaves one as it is.</summary>
[GenerateSerializer, Immutable, Alias("clones.rag-changes")]
public sealed record RagChanges
{
    [Id(0)] public int? ChunkSize { get; init; }

    [Id(1)] public int? ChunkOverlap { get; init; }

    [Id(2)] public double? SimilarityThreshold { get; init; }

    [Id(3)] public int? MaxContextLength { get; init; }

    [Id(4)] public string? EmbeddingModel { get; init; }

    [Id(5)] public string? ResponseModel { get; init; }

    [Id(6)] public double? Temperature { get; init; }

    [Id(7)] public int? MaxTokens { get; init; }
}

[GenerateSerializer, Immutable, Alias("clones.publish")]
public sealed record PublishClone([property: Id(0)] Guid UserId);

[GenerateSerializer, Immutable, Alias("clones.unpublish")]
public sealed record UnpublishClone([property: Id(0)] Guid UserId);

[GenerateSerializer, Immutable, Alias("clones.delete")]
public sealed record DeleteClone([property: Id(0)] Guid UserId);
