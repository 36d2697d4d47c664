using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>
/// PUT /api/v1/clones/{clone_id}/rag/config: changes what the body names. Other chunk settings or another embedding model cut and
/// embed all documents anew; until that is done the old chunks are found.
/// </summary>
internal sealed class UpdateRagConfig : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPut("/clones/{cloneId:guid}/rag/config", HandleAsync);

    private static async Task<Results<Ok<RagConfigBody>, Refused>> HandleAsync(
        Guid cloneId, Body<RagConfigBody> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var command = new ConfigureRag(caller.UserId, body.Value.ToChanges());
        var configured = await grains.Clone(cloneId).ConfigureRagAsync(command, cancel);
        return configured.ToOk(RagConfigBody.From);
    }
}
