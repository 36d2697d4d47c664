using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using Commands = Grains.Clones;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>GET /api/v1/experts: published clones by category, price, rating and words, in either direction of an order.</summary>
internal sealed class ListExperts : IEndpoint
{
    private const decimal MaxPrice = 1_000_000;

    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/experts", HandleAsync);

    private static async Task<Results<Ok<ExpertListResponse>, Refused>> HandleAsync(
        HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var page = query.Page();
        var wanted = new Commands.ListExperts(
            query.Text("category", 100),
            Micros(query.Number("price_min", 0, MaxPrice)),
            Micros(query.Number("price_max", 0, MaxPrice)),
            (double?)query.Number("rating_min", 0, 5),
            query.Text("search", 200),
            Order(query.OneOf("sort", "rating", "price", "popularity")),
            page.Number,
            page.Limit,
            query.OneOf("order", "asc", "desc") is { } direction ? direction == "desc" : null);
        if (query.Refusal is { } refusal) return new Refused(refusal);

        var found = await grains.ExpertDirectory().ListAsync(wanted, cancel);
        return TypedResults.Ok(new ExpertListResponse([.. found.Experts.Select(ExpertResponse.From)], page.Of(found.Total)));
    }

    private static long? Micros(decimal? price) => price is { } amount ? Money.ToMicros(amount) : null;

    public static ExpertOrder Order(string? sort) => sort switch
    {
        "rating" => ExpertOrder.Rating,
        "price" => ExpertOrder.Price,
        "popularity" => ExpertOrder.Popularity,
        _ => ExpertOrder.Relevance,
    };
}

internal sealed record ExpertListResponse(IReadOnlyList<ExpertResponse> Experts, Pagination Pagination);
