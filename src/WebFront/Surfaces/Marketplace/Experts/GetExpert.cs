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

/// <summary>What nobody has said or done yet is empty: availability, reviews.</summary>
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
    bool IsAvailable,
    IReadOnlyList<CredentialBody> Credentials,
    IReadOnlyList<string> Languages,
    AvailabilityResponse? Availability,
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
            expert.IsAvailable,
            [.. detail.Credentials.Select(CredentialBody.From)],
            detail.Languages,
            Availability: null,
            Reviews: [],
            detail.SimilarExperts);
    }
}

/// <param name="Schedule">From and until, by lower-case day.</param>
internal sealed record AvailabilityResponse(string Timezone, IReadOnlyDictionary<string, IReadOnlyList<string>> Schedule);

internal sealed record ReviewResponse(string UserName, int Rating, string Comment, DateTimeOffset Date);
