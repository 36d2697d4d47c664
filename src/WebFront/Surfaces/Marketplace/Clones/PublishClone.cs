using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using Commands = Grains.Clones;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>POST /api/v1/clones/{clone_id}/publish: everybody can find it and start sessions with it.</summary>
internal sealed class PublishClone : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/clones/{cloneId:guid}/publish", HandleAsync);

    private static async Task<Results<Ok<CloneResponse>, Refused>> HandleAsync(
        Guid cloneId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var done = await grains.Clone(cloneId).PublishAsync(new Commands.PublishClone(caller.UserId), cancel);
        return await done.ToCloneAsync(grains, cancel);
    }
}
