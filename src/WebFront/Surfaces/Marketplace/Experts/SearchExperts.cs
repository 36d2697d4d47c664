using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using Commands = Grains.Clones;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>GET /api/v1/experts/search: published clones by words, best first, with where the words stand.</summary>
internal sealed class SearchExperts : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/experts/search", HandleAsync);

    private static async Task<Results<Ok<ExpertSearchResponse>, Refused>> HandleAsync(
        HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var page = query.Page();
        var words = query.Required("q", 200);
        var prices = PriceRange.Of(query, "price_range");
        var wanted = new Commands.ListExperts(
            query.Text("category", 100),
            prices.LeastMicros,
            prices.MostMicros,
            (double?)query.Number("rating_min", 0, 5),
            words,
            ListExperts.Order(query.OneOf("sort", "relevance", "rating", "price", "popularity")),
            page.Number,
            page.Limit,
            query.OneOf("order", "asc", "desc") is { } direction ? direction == "desc" : null);
        if (query.Refusal is { } refusal) return new Refused(refusal);

        var found = await grains.ExpertDirectory().SearchAsync(wanted, cancel);
        return TypedResults.Ok(new ExpertSearchResponse([.. found.Experts.Select(FoundExpertResponse.From)], page.Of(found.Total)));
    }
}

internal sealed record ExpertSearchResponse(IReadOnlyList<FoundExpertResponse> Experts, Pagination Pagination);
