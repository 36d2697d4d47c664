using System.Text.RegularExpressions;

namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>Tells headings from text: larger type, a bookmark of the same words, or a bold line with a chapter number.</summary>
internal sealed partial class HeadingFinder(BodyMeasure body, IEnumerable<string> bookmarks)
{
    private const double Larger = 1.12;
    private const int MaxCharacters = 160;
    private const int MaxLines = 3;

    private readonly HashSet<string> titles = [.. bookmarks.Select(Letters).Where(title => title.Length > 2)];

    public bool IsHeading(Paragraph paragraph)
    {
        if (paragraph.Cells > 1 || paragraph.Lines > MaxLines || paragraph.Text.Length > MaxCharacters) return false;
        if (!paragraph.Text.Any(char.IsLetter)) return false;
        return paragraph.Size >= body.Size * Larger
            || titles.Contains(Letters(paragraph.Text))
            || (paragraph is { IsBold: true, Lines: 1 } && paragraph.Size >= body.Size * 0.97 && Numbered().IsMatch(paragraph.Text));
    }

    /// <summary>Bookmarks and headings differ in numbers' spacing and in punctuation.</summary>
    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    [GeneratedRegex(@"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.(?:\d{1,2}\.?)*)\s+\p{Lu}.*[^.:;,]$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
