using System.Collections.Immutable;
using Grains.Knowledge;
using Grains.Limits;
using Grains.Outcomes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>POST /api/v1/clones/{clone_id}/documents: a PDF, DOCX, TXT or MD file for the clone to know; multipart only.</summary>
internal sealed class UploadDocument : IEndpoint
{
    /// <summary>What the other fields and the borders between them may take.</summary>
    private const long FormBytes = 1 << 20;

    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapPost("/clones/{cloneId:guid}/documents", HandleAsync).CountsIfAcceptedIn(LimitNames.MarketplaceUploads).DisableAntiforgery();

    private static async Task<Results<Ok<UploadResponse>, Refused>> HandleAsync(
        Guid cloneId, HttpContext context, Caller caller, IGrainFactory grains, IDocumentUploads uploads, CancellationToken cancel)
    {
        var knowledge = grains.KnowledgeBase(cloneId);
        if (IdempotencyKey.Of(context.Request).IsRefused(out var badKey, out var key)) return new Refused(badKey);
        if ((await knowledge.CheckUploadAsync(caller.UserId, cancel)).IsRefused(out var no, out var allowance)) return new Refused(no);
        if (context.Request.ContentLength > allowance.MaxBytes + FormBytes)
            return new Refused(KnowledgeRefusals.FileTooLarge(allowance.MaxBytes));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = allowance.MaxBytes + FormBytes;

        var form = new UploadForm<SavedUpload>((name, content, stop) => uploads.SaveAsync(name, content, allowance.MaxBytes, stop));
        var outcome = await AddAsync(form, context.Request, caller, key, knowledge, cancel);
        if (outcome.Refusal is not null && form.File is { } left) await uploads.DiscardAsync(left, CancellationToken.None);
        return outcome.ToOk(document => UploadResponse.From(document, context));
    }

    private static async Task<Outcome<DocumentView>> AddAsync(
        UploadForm<SavedUpload> form, HttpRequest request, Caller caller, IdempotencyKey key, IKnowledgeBaseGrain knowledge, CancellationToken cancel)
    {
        if (await form.ReadAsync(request, cancel) is { } refusal) return refusal;
        if (form.Tags().IsRefused(out var badTags, out ImmutableArray<string> tags)) return badTags;

        var file = form.File!;
        var title = form.Field("title") is { } given && !string.IsNullOrWhiteSpace(given) ? given.Trim() : FileTitle.Of(file.FileName);
        var category = form.Field("category") is { } named && !string.IsNullOrWhiteSpace(named) ? named.Trim() : null;
        var label = new DocumentLabel(title, form.Field("description") ?? "", category, tags);
        return await knowledge.AddFileAsync(new AddFile(caller.UserId, label, file, key.Value), cancel);
    }
}
