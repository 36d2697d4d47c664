using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>GET /api/v1/clones/{clone_id}/rag/config: how the clone finds and answers.</summary>
internal sealed class GetRagConfig : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/clones/{cloneId:guid}/rag/config", HandleAsync);

    private static async Task<Results<Ok<RagConfigBody>, Refused>> HandleAsync(
        Guid cloneId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var found = await grains.Clone(cloneId).GetAsync(caller.UserId, cancel);
        return found.ToOk(static clone => RagConfigBody.From(clone.Rag));
    }
}
