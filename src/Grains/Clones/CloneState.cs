using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Grains.Clones;

/// <summary>Everything a clone is, as each of its events holds it whole.</summary>
internal sealed record CloneState
{
    public required Guid CloneId { get; init; }

    public required Guid OwnerId { get; init; }

    public CloneStatus Status { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public required string Category { get; init; }

    public ImmutableArray<string> ExpertiseAreas { get; init; } = [];

    public string Bio { get; init; } = "";

    public string Personality { get; init; } = "";

    public ImmutableArray<Credential> Credentials { get; init; } = [];

    public ImmutableArray<string> Languages { get; init; } = [];

    public required ClonePricing Pricing { get; init; }

    public string? AvatarUrl { get; init; }

    /// <summary>Pictures that were uploaded for it, the latest last.</summary>
    public ImmutableArray<string> AvatarIds { get; init; } = [];

    /// <summary>Null: always open.</summary>
    public Availability? Availability { get; init; }

    public required RagSettings Rag { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What it was made from, in short, so that a repeated creation is told from another one under the same key.</summary>
    public string? Origin { get; init; }

    /// <summary>Deleted for good; kept so that its stream has an end.</summary>
    public bool Deleted { get; init; }

    /// <summary>Its knowledge is gone too: nothing is left to do.</summary>
    public bool Purged { get; init; }

    /// <summary>Whether only documents could tell an answer what to say.</summary>
    [JsonIgnore]
    public bool SaysNothing => string.IsNullOrWhiteSpace(Personality) && string.IsNullOrWhiteSpace(Bio) && ExpertiseAreas.IsEmpty;

    public CloneView ToView(long version) => new(
        CloneId, OwnerId, version, Status, Name, Description, Category, ExpertiseAreas, Bio, Personality, Credentials, Languages,
        Pricing, AvatarUrl, Rag, CreatedAt, UpdatedAt, Availability);

    public CloneSnapshot ToSnapshot(long version) => new(
        CloneId, version, OwnerId, Name, Description, Bio, Personality, AvatarUrl, ExpertiseAreas, Pricing, Rag)
    {
        Category = Category,
    };
}
