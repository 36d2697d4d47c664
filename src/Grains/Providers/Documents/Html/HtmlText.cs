using System.Text;
using AngleSharp.Dom;
using Grains.Knowledge;

namespace Grains.Providers.Documents.Html;

/// <summary>Gathers the text of a page block by block: headings are sections, lists have marks, rows of tables are lines.</summary>
internal sealed class HtmlText(ReadBudget budget, Uri address, bool keepsLinks, bool isWholeBody)
{
    private readonly StringBuilder line = new();
    private readonly List<TextBlock> blocks = [];
    private string? section;
    private string mark = "";
    private int preformatted;
    private int cells;

    public IReadOnlyList<TextBlock> Blocks => blocks;

    public string? FirstHeading { get; private set; }

    public void Walk(INode root)
    {
        foreach (var (node, isEnd) in HtmlWalk.Through(root, PassesOver))
        {
            budget.ChargeObject();
            if (node is IText text) Append(text.Data);
            else if (node is IElement element && isEnd) End(element);
            else if (node is IElement begun) Begin(begun);
        }

        Flush(heading: false);
    }

    private bool PassesOver(IElement element)
    {
        var name = element.LocalName;
        if (HtmlNames.IsUnread(name) || HtmlNames.IsUnreadRole(element.GetAttribute("role"))) return true;

        // Inside an article its header holds its heading; the page's own header and footer are the site's.
        if (name == "footer" || (name == "header" && isWholeBody)) return true;
        return element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true"
            || element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase) == true;
    }

    private void Begin(IElement element)
    {
        switch (element.LocalName)
        {
            case "br": line.Append('\n'); return;
            case "td" or "th" when !IsLayout(element):
                if (line.Length > 0) line.Append(" | ");
                cells++;
                return;
            case "li":
                Break();
                mark = "• ";
                return;
            case "pre":
                Break();
                preformatted++;
                return;
        }

        if (HtmlNames.IsBlock(element.LocalName)) Break();
    }

    private void End(IElement element)
    {
        switch (element.LocalName)
        {
            case "td" or "th" when !IsLayout(element):
                cells = Math.Max(0, cells - 1);
                return;
            case "td" or "th":
                Break();
                return;
            case "a" when keepsLinks && LinkOf(element) is { } link:
                line.Append(" (").Append(link.AbsoluteUri).Append(')');
                return;
            case "pre":
                Flush(heading: false);
                preformatted = Math.Max(0, preformatted - 1);
                return;
            case "li":
                Break();
                mark = "";
                return;
        }

        if (HtmlNames.IsHeading(element.LocalName)) Flush(heading: true);
        else if (HtmlNames.IsBlock(element.LocalName)) Break();
    }

    /// <summary>A cell that holds blocks is there to place them, as tables once were.</summary>
    private static bool IsLayout(IElement cell)
    {
        for (var child = cell.FirstChild; child is not null; child = child.NextSibling)
            if (child is IElement inner && HtmlNames.IsBlock(inner.LocalName) && inner.LocalName is not ("p" or "div")) return true;
        return false;
    }

    private Uri? LinkOf(IElement anchor) =>
        anchor.GetAttribute("href") is { } href && !href.StartsWith('#') ? HtmlReader.Absolute(address, href) : null;

    private void Append(string text)
    {
        if (preformatted > 0)
        {
            line.Append(text);
            return;
        }

        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character)) line.Append(character);
            else if (line.Length > 0 && !char.IsWhiteSpace(line[^1])) line.Append(' ');
        }
    }

    /// <summary>The end of a block; inside a cell of a table, of a word.</summary>
    private void Break()
    {
        if (cells > 0) Append(" ");
        else Flush(heading: false);
    }

    private void Flush(bool heading)
    {
        var text = Lines(line.ToString());
        line.Clear();
        if (text.Length == 0) return;
        budget.ChargeCharacters(text.Length);
        if (heading)
        {
            section = text.Replace('\n', ' ');
            FirstHeading ??= section;
            text = section;
        }

        blocks.Add(new TextBlock(mark + text, null, section));
        mark = "";
    }

    private string Lines(string text) => preformatted > 0
        ? text.Trim('\n', '\r').TrimEnd()
        : string.Join('\n', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
