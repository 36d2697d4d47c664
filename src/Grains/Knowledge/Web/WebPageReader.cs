using System.Net.Http.Headers;
using Grains.Egress;

namespace Grains.Knowledge.Web;

/// <summary>Reads what a web server answered by its kind: web pages, and files as if they had been uploaded.</summary>
internal sealed class WebPageReader(IHtmlReader html, IDocumentReader documents, DocumentWorkbench workbench)
{
    /// <exception cref="DocumentRejectedException">It is of no kind that can be read, or cannot be.</exception>
    public async Task<ReadWebPage> ReadAsync(OutboundAnswer answer, bool keepsLinks, CancellationToken cancel)
    {
        var type = MediaTypeHeaderValue.TryParse(answer.ContentType, out var parsed) ? parsed : null;
        return await workbench.RunAsync(stop => Task.FromResult(Read(answer, type, keepsLinks, stop)), cancel);
    }

    private ReadWebPage Read(OutboundAnswer answer, MediaTypeHeaderValue? type, bool keepsLinks, CancellationToken cancel)
    {
        if (KindOf(type?.MediaType, answer.Body.Span) is not { } kind)
            throw new DocumentRejectedException(WebRefusals.UnsupportedType.Code, WebRefusals.UnsupportedType.Message);
        if (kind != WebKind.Html)
            return OfFile(documents.Read(answer.Body, kind == WebKind.Pdf ? DocumentKind.Pdf : kind == WebKind.Markdown ? DocumentKind.Markdown : DocumentKind.Text, cancel), answer.Url);

        var page = html.Read(answer.Body, type?.CharSet?.Trim('"', ' '), answer.Url, keepsLinks, cancel);
        var canonical = page.Canonical is { } own && CanonicalUrl.IsSameSite(own, answer.Url) ? own : answer.Url;
        return new ReadWebPage(CanonicalUrl.Of(canonical), page.Title ?? TitleOf(answer.Url), page.Blocks, 1, false, page.Links);
    }

    private static ReadWebPage OfFile(ExtractedDocument file, Uri url) =>
        new(CanonicalUrl.Of(url), file.Title ?? TitleOf(url), file.Blocks, Math.Max(1, file.PageCount), file.PageCount > 0, []);

    /// <summary>By what the server says; where it says nothing or nothing of use, by what it is.</summary>
    private static WebKind? KindOf(string? mediaType, ReadOnlySpan<byte> body) => mediaType?.ToLowerInvariant() switch
    {
        "text/html" or "application/xhtml+xml" => WebKind.Html,
        "application/pdf" or "application/x-pdf" => WebKind.Pdf,
        "text/plain" => WebKind.Text,
        "text/markdown" or "text/x-markdown" => WebKind.Markdown,
        null or "application/octet-stream" => body.StartsWith("%PDF-"u8) ? WebKind.Pdf : LooksLikeHtml(body) ? WebKind.Html : null,
        _ => null,
    };

    private static bool LooksLikeHtml(ReadOnlySpan<byte> body)
    {
        var start = System.Text.Encoding.Latin1.GetString(body[..Math.Min(body.Length, 512)]).TrimStart();
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static string TitleOf(Uri url)
    {
        var last = Uri.UnescapeDataString(url.Segments[^1].Trim('/'));
        return last.Length == 0 ? url.IdnHost : last;
    }

    private enum WebKind
    {
        Html,
        Pdf,
        Text,
        Markdown,
    }
}

/// <param name="Url">Canonical.</param>
/// <param name="PageCount">Of a file with pages; 1 for others.</param>
/// <param name="IsPaged">Whether its blocks have page numbers of their own.</param>
internal sealed record ReadWebPage(Uri Url, string Title, IReadOnlyList<TextBlock> Blocks, int PageCount, bool IsPaged, IReadOnlyList<Uri> Links);
