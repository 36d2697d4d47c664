using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Knowledge;
using WebFront.Description;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>A document and how far it has come.</summary>
/// <param name="FileSize">In bytes.</param>
/// <param name="Error">For a failed document: why, in words for the uploader.</param>
internal sealed record DocumentResponse(
    Guid Id,
    string Title,
    string Description,
    string? Category,
    IReadOnlyList<string> Tags,
    string FileName,
    string FileType,
    long FileSize,
    string FileUrl,
    [property: WordsOf<DocumentStatus>] string ProcessingStatus,
    int ChunksCount,
    int ChunksCreated,
    int PageCount,
    DateTimeOffset UploadDate,
    DateTimeOffset? EstimatedCompletion,
    DocumentError? Error)
{
    /// <summary>Of a document that was read from the web: its URL, and the pages that were read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SourceUrl { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WebPageResponse>? Pages { get; init; }

    public static DocumentResponse From(DocumentView document, HttpContext context) => new(
        document.DocumentId,
        document.Label.Title,
        document.Label.Description,
        document.Label.Category,
        document.Label.Tags,
        document.FileName,
        document.FileType,
        document.FileSize,
        FileUrlOf(document, context),
        StatusOf(document),
        document.ChunkCount,
        document.ChunkCount,
        document.PageCount,
        document.UploadedAt,
        document.EstimatedCompletion,
        document is { ErrorCode: { } code, Error: { } message } ? new DocumentError(code, message) : null)
    {
        SourceUrl = document.Web?.Url,
        Pages = document.Web is { } web ? [.. web.Pages.Select(static page => new WebPageResponse(page.Url, page.Title))] : null,
    };

    public static string StatusOf(DocumentView document) => JsonNamingPolicy.SnakeCaseLower.ConvertName(document.Status.ToString());

    public static string FileUrlOf(DocumentView document, HttpContext context)
    {
        var request = context.Request;
        return $"{request.Scheme}://{request.Host}{request.PathBase}/api/v1/clones/{document.CloneId}/documents/{document.DocumentId}/file";
    }
}

internal sealed record WebPageResponse(string Url, string Title);

internal sealed record DocumentError(string Code, string Message);
