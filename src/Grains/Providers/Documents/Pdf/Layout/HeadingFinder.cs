using System.Text.RegularExpressions;

namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>Tells headings from text: larger type, a bookmark of the same words, or a bold line with a chapter number.</summary>
internal sealed partial class HeadingFinder(BodyMeasure body, IEnumerable<string> bookmarks)
{
    private const double Larger = 1.12;
    private const double SlightlyLarger = 1.03;
    private const int SentenceLength = 60;
    private const int MaxCharacters = 160;
    private const int MaxLines = 3;

    private readonly HashSet<string> titles = [.. bookmarks.Select(Letters).Where(title => title.Length > 2)];

    public bool IsHeading(Paragraph paragraph)
    {
        if (paragraph.Cells > 1 || paragraph.Lines > MaxLines || paragraph.Text.Length > MaxCharacters) return false;
        if (!paragraph.Text.Any(char.IsLetter)) return false;
        if (paragraph.Size >= body.Size * Larger) return !IsSentence(paragraph.Text);
        // A table of contents repeats the titles in plain type.
        return ((paragraph.IsBold || paragraph.Size >= body.Size * SlightlyLarger) && titles.Contains(Letters(paragraph.Text)))
            || (paragraph is { IsBold: true, Lines: 1 } && paragraph.Size >= body.Size * 0.97 && Numbered().IsMatch(paragraph.Text));
    }

    /// <summary>Introductions in larger type end as sentences do.</summary>
    private static bool IsSentence(string text) => text.Length > SentenceLength && text[^1] is ('.' or ':' or ';' or ',');

    /// <summary>Bookmarks and headings differ in numbers' spacing and in punctuation.</summary>
    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    [GeneratedRegex(@"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.(?:\d{1,2}\.?)*)\s+\p{Lu}.*[^.:;,]$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
