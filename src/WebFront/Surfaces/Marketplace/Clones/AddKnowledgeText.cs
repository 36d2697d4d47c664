using System.Collections.Immutable;
using Grains.Knowledge;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>POST /api/v1/clones/{clone_id}/knowledge/text: text for the clone to know, without a file.</summary>
internal sealed class AddKnowledgeText : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/clones/{cloneId:guid}/knowledge/text", HandleAsync);

    private static async Task<Results<Ok<UploadResponse>, Refused>> HandleAsync(
        Guid cloneId, Body<KnowledgeTextRequest> body, HttpContext context, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var text = body.Value;
        var check = new Check();
        var title = check.Text(text.Title, "title", 1, 300);
        check.Present(text.Content is null ? null : (bool?)true, "content");
        check.That(text.Tags?.Contains(null) != true, "tags", "A tag must be text.");
        if (check.Refusal is { } refusal) return new Refused(refusal);
        if (IdempotencyKey.Of(context.Request).IsRefused(out var badKey, out var key)) return new Refused(badKey);

        var label = new DocumentLabel(title, text.Description ?? "", text.Category, text.Tags?.Select(static tag => tag!).ToImmutableArray() ?? []);
        var added = await grains.KnowledgeBase(cloneId).AddTextAsync(new AddText(caller.UserId, label, text.Content!, key.Value), cancel);
        return added.ToOk(document => UploadResponse.From(document, context));
    }
}

internal sealed record KnowledgeTextRequest(string? Title, string? Content, string? Description, string? Category, IReadOnlyList<string?>? Tags);
