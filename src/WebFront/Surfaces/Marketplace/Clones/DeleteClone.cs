using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using Commands = Grains.Clones;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>DELETE /api/v1/clones/{clone_id}: the clone and its knowledge are gone; past sessions and their bills stay.</summary>
internal sealed class DeleteClone : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapDelete("/clones/{cloneId:guid}", HandleAsync);

    private static async Task<Results<NoContent, Refused>> HandleAsync(
        Guid cloneId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var deleted = await grains.Clone(cloneId).DeleteAsync(new Commands.DeleteClone(caller.UserId), cancel);
        return deleted.ToNoContent();
    }
}
