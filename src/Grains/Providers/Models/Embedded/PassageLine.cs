using System.Text.RegularExpressions;

namespace Grains.Providers.Models.Embedded;

/// <summary>A line of a passage that stands for itself: a paragraph, an item, a heading or a row.</summary>
/// <param name="AfterBlank">An empty line, or nothing, is before it.</param>
internal readonly partial record struct PassageLine(string Text, bool AfterBlank)
{
    private const int LongestHeading = 70;
    private const int MostHeadingWords = 9;

    public bool IsRow => Text.Contains(" | ", StringComparison.Ordinal);

    public bool EndsWell => SentenceSplitter.EndsWell(Text);

    /// <summary>Matches a bullet, or in its second group a number or letter, before an item's text.</summary>
    public Match Marker => Item().Match(Text);

    /// <param name="next">The line after it, if there is one.</param>
    /// <param name="section">The passage's section.</param>
    public bool IsHeading(PassageLine? next, string? section)
    {
        if (Text[0] == '#' || Text == section) return true;
        if (Text.Length > LongestHeading || EndsWell || IsRow || Text.EndsWith(',')) return false;
        if (Text.Split(' ').Length > MostHeadingWords) return false;
        if (Numbered().Match(Text) is { Success: true } numbered)
            return numbered.Groups[1].Value.Contains('.') || !ContinuesWith(next, int.Parse(numbered.Groups[1].Value, null));
        if (!char.IsUpper(Text[0]) || next is not { } below) return false;
        return (AfterBlank && below.AfterBlank) || (below.Text.Length > LongestHeading && below.EndsWell && !below.IsRow);
    }

    private static bool ContinuesWith(PassageLine? next, int number) =>
        next is { } line && Numbered().Match(line.Text) is { Success: true } other
        && int.TryParse(other.Groups[1].ValueSpan, out var following) && Math.Abs(following - number) == 1;

    [GeneratedRegex(@"^(?:([•▪◦‣●·*–—\-])|(\d{1,2}|[a-z])[.)])\s+(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    [GeneratedRegex(@"^(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+\p{Lu}", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
