using Grains.Chat;
using Grains.Limits;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>
/// POST /api/v1/sessions/{sessionId}/attachments: a file for a message of this session, multipart only. Its id then stands among the
/// <c>attachments</c> of one message; a file that no message names in a day is removed. An addition to the document.
/// </summary>
internal sealed class UploadAttachment : IEndpoint
{
    /// <summary>What the borders between the parts may take.</summary>
    private const long FormBytes = 1 << 16;

    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapPost("/sessions/{sessionId:guid}/attachments", HandleAsync).CountsIfAcceptedIn(LimitNames.MarketplaceUploads).DisableAntiforgery();

    private static async Task<Results<Created<AttachmentResponse>, Refused>> HandleAsync(
        Guid sessionId, HttpContext context, Caller caller, IGrainFactory grains, IAttachmentUploads uploads, CancellationToken cancel)
    {
        if ((await grains.ChatSession(sessionId).GetAsync(caller.UserId, cancel)).IsRefused(out var no, out var session)) return new Refused(no);
        if (session.Status == SessionStatus.Ended) return new Refused(AttachmentRefusals.SessionEnded);
        if (context.Request.ContentLength > uploads.MaxBytes + FormBytes) return new Refused(AttachmentRefusals.TooLarge(uploads.MaxBytes));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = uploads.MaxBytes + FormBytes;

        var form = new UploadForm<AttachmentView>((name, content, stop) => uploads.SaveAsync(sessionId, caller.UserId, name, content, stop));
        if (await form.ReadAsync(context.Request, cancel) is { } refusal)
        {
            if (form.File is { } left) await uploads.DiscardAsync(sessionId, caller.UserId, left.File.AttachmentId, CancellationToken.None);
            return new Refused(refusal);
        }

        var saved = form.File!;
        var read = await grains.AttachmentReader().ReadAsync(saved.File.AttachmentId, cancel) ?? saved;
        var response = AttachmentResponse.From(read, sessionId, context.Request);
        return TypedResults.Created(response.Url, response);
    }
}
