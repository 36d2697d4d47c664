using Grains.Chat;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>GET /api/v1/sessions/{sessionId}/attachments/{attachmentId}: the file as it was uploaded, for its owner alone and never shown inline.</summary>
internal sealed class GetAttachment : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/sessions/{sessionId:guid}/attachments/{attachmentId:guid}", HandleAsync);

    private static async Task<Results<FileContentHttpResult, Refused>> HandleAsync(
        Guid sessionId, Guid attachmentId, HttpContext context, Caller caller, IAttachmentUploads uploads, CancellationToken cancel)
    {
        if (await uploads.ReadAsync(sessionId, caller.UserId, attachmentId, cancel) is not { } found) return new Refused(AttachmentRefusals.NotFound);

        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(found.Bytes, TypeOf(found.File.FileType), found.File.FileName);
    }

    private static string TypeOf(string fileType) => fileType switch
    {
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "png" or "jpeg" or "gif" or "webp" => $"image/{fileType}",
        "wav" or "ogg" => $"audio/{fileType}",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "webm" or "mp4" => $"video/{fileType}",
        _ => "text/plain; charset=utf-8",
    };
}
