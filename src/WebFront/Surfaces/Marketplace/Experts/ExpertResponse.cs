using Grains.Clones;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>An expert in a list.</summary>
internal record ExpertResponse(
    Guid Id,
    string Name,
    string Description,
    string Category,
    IReadOnlyList<string> ExpertiseAreas,
    string? AvatarUrl,
    decimal BasePrice,
    double Rating,
    int TotalSessions,
    int TotalRatings,
    bool IsAvailable,
    DateTimeOffset? NextAvailability,
    PricingBody Pricing)
{
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
        expert.TotalRatings,
        expert.IsAvailable,
        expert.NextAvailability,
        PricingBody.From(expert.Pricing));
}
