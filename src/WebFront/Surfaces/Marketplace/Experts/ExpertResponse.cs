using Grains.Clones;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>An expert in a list.</summary>
internal sealed record ExpertResponse(
    Guid Id,
    string Name,
    string Description,
    string Category,
    IReadOnlyList<string> ExpertiseAreas,
    string? AvatarUrl,
    decimal BasePrice,
    double Rating,
    int TotalSessions,
    bool IsAvailable,
    DateTimeOffset? NextAvailability,
    PricingBody Pricing)
{
    /// <summary>A published clone answers at any time, so it has no next availability.</summary>
    public static ExpertResponse From(ExpertView expert) => new(
        expert.CloneId,
        expert.Name,
        expert.Description,
        expert.Category,
        expert.ExpertiseAreas,
        expert.AvatarUrl,
        Money.FromMicros(expert.Pricing.HourlyMicros),
        expert.Rating,
        expert.TotalSessions,
        IsAvailable: true,
        NextAvailability: null,
        PricingBody.From(expert.Pricing));
}
