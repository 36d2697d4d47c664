using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>GET /api/v1/experts/{expert_id}: a published clone's profile.</summary>
internal sealed class GetExpert : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/experts/{expertId:guid}", HandleAsync);

    private static async Task<Results<Ok<ExpertDetailResponse>, Refused>> HandleAsync(
        Guid expertId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var found = await grains.ExpertDirectory().GetAsync(expertId, cancel);
        return found.ToOk(ExpertDetailResponse.From);
    }
}

/// <param name="Availability">Null where the expert never set any: always open.</param>
internal sealed record ExpertDetailResponse(
    Guid Id,
    string Name,
    string Description,
    string? LongDescription,
    string Category,
    IReadOnlyList<string> ExpertiseAreas,
    string? AvatarUrl,
    decimal BasePrice,
    PricingBody Pricing,
    double Rating,
    int TotalSessions,
    int TotalRatings,
    bool IsAvailable,
    DateTimeOffset? NextAvailability,
    IReadOnlyList<CredentialBody> Credentials,
    IReadOnlyList<string> Languages,
    AvailabilityBody? Availability,
    IReadOnlyList<ReviewResponse> Reviews,
    IReadOnlyList<Guid> SimilarExperts)
{
    public static ExpertDetailResponse From(ExpertDetailView detail)
    {
        var expert = ExpertResponse.From(detail.Expert);
        return new(
            expert.Id,
            expert.Name,
            expert.Description,
            detail.Bio is "" ? null : detail.Bio,
            expert.Category,
            expert.ExpertiseAreas,
            expert.AvatarUrl,
            expert.BasePrice,
            expert.Pricing,
            expert.Rating,
            expert.TotalSessions,
            expert.TotalRatings,
            expert.IsAvailable,
            expert.NextAvailability,
            [.. detail.Credentials.Select(CredentialBody.From)],
            detail.Languages,
            AvailabilityBody.From(detail.Availability),
            [.. detail.Reviews.Select(ReviewResponse.From)],
            detail.SimilarExperts);
    }
}

internal sealed record ReviewResponse(string UserName, int Rating, string Comment, DateTimeOffset Date)
{
    private const string Nobody = "Anonymous";

    public static ReviewResponse From(ReviewView review) => new(review.UserName ?? Nobody, review.Rating, review.Comment, review.At);
}
