using Grains.Knowledge;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>GET /api/v1/clones/{clone_id}/documents/{doc_id}: one document of this clone.</summary>
internal sealed class GetDocument : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/clones/{cloneId:guid}/documents/{docId:guid}", HandleAsync);

    private static async Task<Results<Ok<DocumentResponse>, Refused>> HandleAsync(
        Guid cloneId, Guid docId, HttpContext context, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var found = await grains.KnowledgeBase(cloneId).GetDocumentAsync(caller.UserId, docId, cancel);
        return found.ToOk(document => DocumentResponse.From(document, context));
    }
}
