using Grains.Knowledge;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Experts;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>GET /api/v1/clones/{clone_id}/documents: newest first; the totals are of all pages.</summary>
internal sealed class ListDocuments : IEndpoint
{
    private const int MaxPage = 100;

    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/clones/{cloneId:guid}/documents", HandleAsync);

    private static async Task<Results<Ok<DocumentListResponse>, Refused>> HandleAsync(
        Guid cloneId, HttpContext context, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(context.Request);
        var page = query.Page(MaxPage);
        if (query.Refusal is { } refusal) return new Refused(refusal);

        var found = await grains.KnowledgeBase(cloneId).ListDocumentsAsync(caller.UserId, cancel);
        return found.ToOk(list => new DocumentListResponse(
            [.. list.Documents.Skip((page.Number - 1) * page.Limit).Take(page.Limit).Select(document => DocumentResponse.From(document, context))],
            list.Documents.Length,
            list.TotalChunks,
            Megabytes.Of(list.StorageBytes),
            page.Of(list.Documents.Length)));
    }
}

internal sealed record DocumentListResponse(
    IReadOnlyList<DocumentResponse> Documents, int TotalDocuments, int TotalChunks, double StorageUsedMb, Pagination Pagination);
