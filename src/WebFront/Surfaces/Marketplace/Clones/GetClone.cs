using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>GET /api/v1/clones/{clone_id}: one of the caller's clones.</summary>
internal sealed class GetClone : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/clones/{cloneId:guid}", HandleAsync);

    private static async Task<Results<Ok<CloneResponse>, Refused>> HandleAsync(
        Guid cloneId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var found = await grains.Clone(cloneId).GetAsync(caller.UserId, cancel);
        return await found.ToCloneAsync(grains, cancel);
    }
}
