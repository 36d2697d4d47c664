using System.Text.RegularExpressions;

namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>Recognises the bullet or number in front of a list item.</summary>
internal static partial class ListMarker
{
    public static bool IsOnlyMarker(string text) => Only().IsMatch(text);

    public static bool StartsWithBullet(string text) => Bullet().IsMatch(text);

    public static bool StartsWithNumber(string text) => Number().IsMatch(text);

    [GeneratedRegex(@"^(?:[•‣◦▪▫–—·○●■□✓➤∙⁃*-]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)])$", RegexOptions.CultureInvariant)]
    private static partial Regex Only();

    [GeneratedRegex(@"^[•‣◦▪▫○●■□✓➤∙⁃]\s*\S", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^(?:\(\d{1,3}\)|\d{1,3}[.)]|[a-z]\))\s+\S", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
