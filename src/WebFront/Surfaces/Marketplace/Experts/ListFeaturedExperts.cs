using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>GET /api/v1/experts/featured: the best published clones, of every category some.</summary>
internal sealed class ListFeaturedExperts : IEndpoint
{
    public const int MaxLimit = 50;
    public const int DefaultLimit = 10;

    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/experts/featured", HandleAsync);

    private static async Task<Results<Ok<FeaturedExpertsResponse>, Refused>> HandleAsync(
        HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var limit = query.Count("limit", MaxLimit) ?? DefaultLimit;
        if (query.Refusal is { } refusal) return new Refused(refusal);

        var featured = await grains.ExpertDirectory().ListFeaturedAsync(limit, cancel);
        return TypedResults.Ok(new FeaturedExpertsResponse([.. featured.Select(ExpertResponse.From)]));
    }
}

internal sealed record FeaturedExpertsResponse(IReadOnlyList<ExpertResponse> Experts);
