using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using Commands = Grains.Clones;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>PUT /api/v1/clones/{clone_id}: changes what the body names; sessions that run keep what they began with.</summary>
internal sealed class UpdateClone : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPut("/clones/{cloneId:guid}", HandleAsync);

    private static async Task<Results<Ok<CloneResponse>, Refused>> HandleAsync(
        Guid cloneId, Body<CloneRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        if (body.Value.ToProfile().IsRefused(out var invalid, out var changes)) return new Refused(invalid);

        var updated = await grains.Clone(cloneId).UpdateAsync(new Commands.UpdateClone(caller.UserId, changes), cancel);
        return await updated.ToCloneAsync(grains, cancel);
    }
}
