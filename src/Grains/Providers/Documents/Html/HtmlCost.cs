namespace Grains.Providers.Documents.Html;

/// <summary>
/// Says before a page is parsed whether that would cost more than a page may. The standard's parser looks through all open elements at
/// many tags, and opens unclosed formatting anew in every block, so that nonsense of a few megabytes can cost minutes and gigabytes.
/// </summary>
internal static class HtmlCost
{
    /// <summary>Open elements looked at and opened anew, over all tags. Ordinary pages stay below a tenth of it.</summary>
    private const long MaxCost = 50_000_000;

    private static readonly HashSet<string> Formatting =
        new(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Without an end, or with one that may be left out and then closes itself.</summary>
    private static readonly HashSet<string> SelfClosing =
        new(
            [
                "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
                "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "rp", "rt", "html", "head", "body",
            ],
            StringComparer.OrdinalIgnoreCase);

    public static bool IsTooHigh(string html)
    {
        var formatting = Formatting.GetAlternateLookup<ReadOnlySpan<char>>();
        var selfClosing = SelfClosing.GetAlternateLookup<ReadOnlySpan<char>>();
        var (cost, depth, open) = (0L, 0, 0);
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            var closes = html[at + 1] == '/';
            var name = NameAt(html, at + (closes ? 2 : 1));
            if (name.IsEmpty) continue;
            if (formatting.Contains(name)) open = Math.Max(0, open + (closes ? -1 : 1));
            if (!selfClosing.Contains(name)) depth = Math.Max(0, depth + (closes ? -1 : 1));
            cost += depth + open;
            if (cost > MaxCost) return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> NameAt(string html, int start)
    {
        var end = start;
        while (end < html.Length && end - start < 20 && char.IsAsciiLetterOrDigit(html[end])) end++;
        return html.AsSpan(start, end - start);
    }
}
