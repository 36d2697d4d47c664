using AngleSharp.Dom;

namespace Grains.Providers.Documents.Html;

/// <summary>What a page says of itself, and where its main content is; found in one walk without recursion, however deep it nests.</summary>
internal sealed class HtmlOutline
{
    /// <summary>An element that claims to be the content has to hold this share of the page's text: one third.</summary>
    private const int LeastShare = 3;

    private readonly List<(IElement Element, int Length)> claims = [];
    private string? ogTitle;
    private string? titleText;

    public string? Title => Clean(ogTitle) ?? Clean(titleText);

    public string? Canonical { get; private set; }

    public string? Base { get; private set; }

    public bool IsNoFollow { get; private set; }

    public List<IElement> Anchors { get; } = [];

    /// <summary>What to read: the page's main element or article where one holds a good part of the text, else its body.</summary>
    public (INode? Root, bool IsWholeBody) Main { get; private set; }

    public static HtmlOutline Of(IDocument document, ReadBudget budget)
    {
        var outline = new HtmlOutline();
        var open = new Stack<(IElement Element, int Before)>();
        var length = 0;
        var bodyLength = 0;
        INode? body = null;
        foreach (var (node, isEnd) in HtmlWalk.Through(document))
        {
            budget.ChargeObject();
            if (node is IText text && !isEnd)
            {
                length += HtmlNames.IsCode(text.ParentElement?.LocalName) ? 0 : text.Data.AsSpan().Trim().Length;
            }
            else if (node is IElement element)
            {
                if (!isEnd) outline.Note(element);
                if (element.LocalName == "body") (body, bodyLength) = (element, length);
                if (!IsClaim(element)) continue;
                if (!isEnd) open.Push((element, length));
                else if (open.TryPop(out var claim)) outline.claims.Add((claim.Element, length - claim.Before));
            }
        }

        var main = outline.claims
            .Where(claim => claim.Length * LeastShare >= bodyLength)
            .OrderBy(claim => claim.Element.LocalName == "article")
            .ThenByDescending(claim => claim.Length)
            .Select(static claim => claim.Element)
            .FirstOrDefault();
        outline.Main = main is null ? (body, true) : (main, false);
        return outline;
    }

    private void Note(IElement element)
    {
        switch (element.LocalName)
        {
            case "title" when element.NamespaceUri?.EndsWith("xhtml", StringComparison.Ordinal) == true:
                titleText ??= element.FirstChild is IText text ? text.Data : null;
                break;
            case "meta" when element.GetAttribute("property") == "og:title":
                ogTitle ??= element.GetAttribute("content");
                break;
            case "meta" when element.GetAttribute("name")?.Equals("robots", StringComparison.OrdinalIgnoreCase) == true:
                IsNoFollow |= element.GetAttribute("content") is { } rules
                    && (rules.Contains("nofollow", StringComparison.OrdinalIgnoreCase) || rules.Trim().Equals("none", StringComparison.OrdinalIgnoreCase));
                break;
            case "link" when element.GetAttribute("rel")?.Equals("canonical", StringComparison.OrdinalIgnoreCase) == true:
                Canonical ??= element.GetAttribute("href");
                break;
            case "base":
                Base ??= element.GetAttribute("href");
                break;
            case "a" when element.HasAttribute("href"):
                Anchors.Add(element);
                break;
        }
    }

    private static bool IsClaim(IElement element) =>
        element.LocalName is "main" or "article" || element.GetAttribute("role") is "main";

    private static string? Clean(string? title)
    {
        var words = title?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is { Length: > 0 } ? string.Join(' ', words) : null;
    }
}
