using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Grains.Knowledge;
using Grains.Knowledge.Web;

namespace Grains.Providers.Documents.Html;

/// <summary>Reads web pages with AngleSharp, the HTML standard's own parser; scripts are not run and nothing is loaded.</summary>
internal sealed class HtmlReader(DocumentLimits limits) : IHtmlReader
{
    /// <summary>More text than a page of the web has.</summary>
    private const int MaxHtmlCharacters = 6_000_000;

    private const int MaxLinks = 2_000;

    public HtmlPage Read(ReadOnlyMemory<byte> content, string? charset, Uri url, bool keepsLinks, CancellationToken cancel)
    {
        var budget = new ReadBudget(limits, cancel);
        budget.ChargeUnpacked(content.Length);
        var html = HtmlCharset.Decode(content.Span, charset) ?? throw DocumentRejections.NotText();
        if (html.Length > MaxHtmlCharacters || HtmlCost.IsTooHigh(html)) throw DocumentRejections.TooLarge("HTML");

        var document = new HtmlParser().ParseDocument(html);
        var outline = HtmlOutline.Of(document, budget);
        var address = outline.Base is { } given && Uri.TryCreate(url, given, out var other) ? other : url;
        var title = outline.Title;
        var text = new HtmlText(budget, address, keepsLinks, outline.Main.IsWholeBody);
        if (outline.Main.Root is { } root) text.Walk(root);
        return new HtmlPage(text.Blocks, title ?? text.FirstHeading, Absolute(address, outline.Canonical), Links(outline, address));
    }

    private static List<Uri> Links(HtmlOutline outline, Uri address)
    {
        var links = new List<Uri>();
        if (outline.IsNoFollow) return links;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var anchor in outline.Anchors)
        {
            if (links.Count == MaxLinks) break;
            if (IsNoFollow(anchor) || Absolute(address, anchor.GetAttribute("href")) is not { } link) continue;
            if (seen.Add(link.GetLeftPart(UriPartial.Query))) links.Add(link);
        }

        return links;
    }

    private static bool IsNoFollow(IElement anchor) =>
        anchor.GetAttribute("rel") is { } rel && rel.Split(' ').Contains("nofollow", StringComparer.OrdinalIgnoreCase);

    public static Uri? Absolute(Uri address, string? href) =>
        href is { Length: > 0 and <= 2_048 } && Uri.TryCreate(address, href.Trim(), out var link)
        && (link.Scheme == Uri.UriSchemeHttp || link.Scheme == Uri.UriSchemeHttps)
            ? link
            : null;
}
