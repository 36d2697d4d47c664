using Grains.Knowledge;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using Commands = Grains.Knowledge;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>DELETE /api/v1/clones/{clone_id}/documents/{doc_id}: no answer that begins later uses it.</summary>
internal sealed class DeleteDocument : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapDelete("/clones/{cloneId:guid}/documents/{docId:guid}", HandleAsync);

    private static async Task<Results<NoContent, Refused>> HandleAsync(
        Guid cloneId, Guid docId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var deleted = await grains.KnowledgeBase(cloneId).DeleteDocumentAsync(new Commands.DeleteDocument(caller.UserId, docId), cancel);
        return deleted.ToNoContent();
    }
}
