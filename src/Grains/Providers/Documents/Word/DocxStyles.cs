using DocumentFormat.OpenXml.Wordprocessing;

namespace Grains.Providers.Documents.Word;

/// <summary>What paragraph styles say: headings and lists, looked up along the styles they build on.</summary>
internal sealed class DocxStyles(Styles? styles)
{
    private const int MaxBaseStyles = 16;

    /// <summary>Outline levels 0 to 8 are headings; 9 is plain text.</summary>
    private const int PlainText = 9;

    private readonly Dictionary<string, Style> byId = (styles?.Elements<Style>() ?? [])
        .Where(style => style.StyleId?.Value is not null)
        .GroupBy(style => style.StyleId!.Value!)
        .ToDictionary(group => group.Key, group => group.First());

    public bool IsHeading(string? styleId, OutlineLevel? direct)
    {
        if (direct?.Val?.Value is { } level) return level < PlainText;
        foreach (var style in Chain(styleId))
        {
            if (style.StyleParagraphProperties?.OutlineLevel?.Val?.Value is { } outline) return outline < PlainText;
            if (IsHeadingName(style.StyleName?.Val?.Value)) return true;
        }
        return byId.Count == 0 && IsHeadingName(styleId);
    }

    public NumberingProperties? Numbering(string? styleId) =>
        Chain(styleId).Select(style => style.StyleParagraphProperties?.NumberingProperties).FirstOrDefault(found => found is not null);

    /// <summary>Built-in styles keep their English name in every language; only their id is translated.</summary>
    private static bool IsHeadingName(string? name) =>
        name is not null
        && (name.StartsWith("heading", StringComparison.OrdinalIgnoreCase) || name.Equals("title", StringComparison.OrdinalIgnoreCase));

    private IEnumerable<Style> Chain(string? styleId)
    {
        for (var i = 0; i < MaxBaseStyles && styleId is not null && byId.TryGetValue(styleId, out var style); i++)
        {
            yield return style;
            styleId = style.BasedOn?.Val?.Value;
        }
    }
}
