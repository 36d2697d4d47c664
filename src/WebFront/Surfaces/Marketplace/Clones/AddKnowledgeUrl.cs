using System.Collections.Immutable;
using Grains.Knowledge;
using Grains.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>
/// POST /api/v1/clones/{clone_id}/knowledge/url: a page of the web for the clone to know, and with a greater <c>scrape_depth</c> what it links to
/// on the same host. It becomes one document, whose passages are cited by their own pages' titles and URLs.
/// </summary>
internal sealed class AddKnowledgeUrl : IEndpoint
{
    private const int MaxTitle = 300;

    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapPost("/clones/{cloneId:guid}/knowledge/url", HandleAsync).CountsIfAcceptedIn(LimitNames.MarketplaceCrawls);

    private static async Task<Results<Ok<UploadResponse>, Refused>> HandleAsync(
        Guid cloneId, Body<KnowledgeUrlRequest> body, HttpContext context, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var wanted = body.Value;
        var check = new Check();
        var url = check.Text(wanted.Url, "url", 1, 2_048);
        var title = check.OptionalText(wanted.Title, "title", MaxTitle, min: 1);
        check.That(wanted.Tags?.Contains(null) != true, "tags", "A tag must be text.");
        if (check.Refusal is { } refusal) return new Refused(refusal);
        if (IdempotencyKey.Of(context.Request).IsRefused(out var badKey, out var key)) return new Refused(badKey);

        var tags = wanted.Tags?.Select(static tag => tag!).ToImmutableArray() ?? [];
        var label = new DocumentLabel(title ?? TitleOf(url), wanted.Description ?? "", wanted.Category, tags);
        var command = new AddUrl(caller.UserId, label, url, wanted.ScrapeDepth ?? 1, wanted.IncludeLinks ?? false, key.Value);
        var added = await grains.KnowledgeBase(cloneId).AddUrlAsync(command, cancel);
        return added.ToOk(document => UploadResponse.From(document, context));
    }

    /// <summary>A page without a title of the caller's is called by its address.</summary>
    private static string TitleOf(string url)
    {
        var plain = url[(url.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].TrimEnd('/');
        return plain.Length > MaxTitle ? plain[..MaxTitle] : plain.Length > 0 ? plain : url;
    }
}

/// <param name="Title">The document's; the address where it is missing.</param>
/// <param name="ScrapeDepth">1, the default, for the page alone, 2 for what it links to as well, up to 5.</param>
/// <param name="IncludeLinks">Whether the text keeps where its links lead; default false.</param>
/// <param name="Category">An addition, as for text.</param>
/// <param name="Tags">An addition, as for text.</param>
internal sealed record KnowledgeUrlRequest(
    string? Url, string? Title, int? ScrapeDepth, bool? IncludeLinks, string? Description, string? Category, IReadOnlyList<string?>? Tags);
