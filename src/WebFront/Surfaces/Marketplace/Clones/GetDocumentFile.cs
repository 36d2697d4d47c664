using Grains.Knowledge;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>GET /api/v1/clones/{clone_id}/documents/{doc_id}/file: the file as it was uploaded, never shown inline.</summary>
internal sealed class GetDocumentFile : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/clones/{cloneId:guid}/documents/{docId:guid}/file", HandleAsync);

    private static async Task<Results<FileContentHttpResult, Refused>> HandleAsync(
        Guid cloneId, Guid docId, HttpContext context, Caller caller, IGrainFactory grains, IDocumentUploads uploads, CancellationToken cancel)
    {
        var found = await grains.KnowledgeBase(cloneId).GetDocumentAsync(caller.UserId, docId, cancel);
        if (found.IsRefused(out var refusal, out var document)) return new Refused(refusal);
        if (await uploads.ReadAsync(docId, cancel) is not { } content) return new Refused(KnowledgeRefusals.DocumentNotFound);

        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(content, TypeOf(document.FileType), document.FileName);
    }

    private static string TypeOf(string fileType) => fileType switch
    {
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "text/plain; charset=utf-8",
    };
}
