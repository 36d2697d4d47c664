namespace Grains.Providers.Documents.Html;

/// <summary>What the elements of HTML are to a reader of text.</summary>
internal static class HtmlNames
{
    private static readonly HashSet<string> Blocks = new(
        [
            "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption",
            "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "pre",
            "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "caption", "ul",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Unread = new(
        [
            "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "embed", "canvas", "audio", "video", "picture", "map",
            "button", "select", "input", "textarea", "datalist", "progress", "meter", "nav", "aside", "dialog",
        ],
        StringComparer.Ordinal);

    public static bool IsBlock(string name) => Blocks.Contains(name);

    public static bool IsHeading(string name) => name is ['h', >= '1' and <= '6'];

    /// <summary>What holds no text for a reader, or text about the site and not the page.</summary>
    public static bool IsUnread(string name) => Unread.Contains(name);

    public static bool IsCode(string? name) => name is "script" or "style" or "noscript" or "template";

    public static bool IsUnreadRole(string? role) =>
        role is "navigation" or "banner" or "contentinfo" or "search" or "complementary" or "dialog" or "alertdialog" or "menu" or "menubar" or "toolbar";
}
