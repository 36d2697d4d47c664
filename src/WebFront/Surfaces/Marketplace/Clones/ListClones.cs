using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Experts;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>GET /api/v1/clones: the caller's clones, newest first, all or those of a status.</summary>
internal sealed class ListClones : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/clones", HandleAsync);

    private static async Task<Results<Ok<CloneListResponse>, Refused>> HandleAsync(
        HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var page = query.Page();
        var status = query.OneOf("status", "draft", "published", "unpublished");
        if (query.Refusal is { } refusal) return new Refused(refusal);

        var owned = await grains.ExpertDirectory().ListOwnedAsync(new ListOwnedClones(caller.UserId, StatusOf(status), page.Number, page.Limit), cancel);
        return TypedResults.Ok(new CloneListResponse([.. owned.Clones.Select(CloneResponse.From)], page.Of(owned.Total)));
    }

    private static CloneStatus? StatusOf(string? name) => name switch
    {
        "draft" => CloneStatus.Draft,
        "published" => CloneStatus.Published,
        "unpublished" => CloneStatus.Unpublished,
        _ => null,
    };
}

internal sealed record CloneListResponse(IReadOnlyList<CloneResponse> Clones, Pagination Pagination);
