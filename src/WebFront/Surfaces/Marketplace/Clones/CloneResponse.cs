using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Clones;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Experts;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>A clone as its owner sees it.</summary>
internal sealed record CloneResponse(
    Guid Id,
    Guid CloneId,
    [property: WordsOf<CloneStatus>] string Status,
    string Name,
    string Description,
    string Category,
    IReadOnlyList<string> ExpertiseAreas,
    decimal BasePrice,
    PricingBody Pricing,
    string Bio,
    string Personality,
    IReadOnlyList<CredentialBody> Credentials,
    IReadOnlyList<string> Languages,
    string? AvatarUrl,
    AvailabilityBody? Availability,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Not in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SetupStep>? SetupSteps { get; init; }

    public static CloneResponse From(CloneView clone) => new(
        clone.CloneId,
        clone.CloneId,
        StatusOf(clone),
        clone.Name,
        clone.Description,
        clone.Category,
        clone.ExpertiseAreas,
        Money.FromMicros(clone.Pricing.HourlyMicros),
        PricingBody.From(clone.Pricing),
        clone.Bio,
        clone.Personality,
        [.. clone.Credentials.Select(CredentialBody.From)],
        clone.Languages,
        clone.AvatarUrl,
        AvailabilityBody.From(clone.Availability),
        clone.CreatedAt,
        clone.UpdatedAt);

    public static string StatusOf(CloneView clone) => JsonNamingPolicy.SnakeCaseLower.ConvertName(clone.Status.ToString());
}
