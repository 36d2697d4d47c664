using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using Commands = Grains.Clones;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>POST /api/v1/clones/{clone_id}/unpublish: only its owner sees it; sessions that run go on.</summary>
internal sealed class UnpublishClone : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/clones/{cloneId:guid}/unpublish", HandleAsync);

    private static async Task<Results<Ok<CloneResponse>, Refused>> HandleAsync(
        Guid cloneId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var done = await grains.Clone(cloneId).UnpublishAsync(new Commands.UnpublishClone(caller.UserId), cancel);
        return await done.ToCloneAsync(grains, cancel);
    }
}
