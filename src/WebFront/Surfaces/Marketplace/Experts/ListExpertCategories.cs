using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>GET /api/v1/experts/categories: the categories with how many published clones each has now.</summary>
internal sealed class ListExpertCategories : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/experts/categories", HandleAsync);

    private static async Task<Ok<CategoryListResponse>> HandleAsync(Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var categories = await grains.ExpertDirectory().ListCategoriesAsync(cancel);
        return TypedResults.Ok(new CategoryListResponse([.. categories.Select(CategoryResponse.From)]));
    }
}

internal sealed record CategoryListResponse(IReadOnlyList<CategoryResponse> Categories);

internal sealed record CategoryResponse(string Id, string Name, string? Description, int ExpertCount, string? Icon, string? Color)
{
    public static CategoryResponse From(ExpertCategoryView category) =>
        new(category.Id, category.Name, category.Description, category.ExpertCount, category.Icon, category.Color);
}
