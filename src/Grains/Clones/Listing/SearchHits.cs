using System.Collections.Immutable;
using System.Text;
using Grains.Text;

namespace Grains.Clones.Listing;

/// <summary>Where the words of a search stand in what was found, by the same rule as the index: each as a word's beginning, folded.</summary>
internal static class SearchHits
{
    private const int MaxHits = 16;

    /// <summary>A text is cut to about so many characters around its first hit.</summary>
    private const int SnippetLength = 200;
    private const int SnippetLead = 60;

    public static ImmutableArray<TextHit> In(CloneState clone, IReadOnlyCollection<string> words)
    {
        var hits = ImmutableArray.CreateBuilder<TextHit>();
        Add(hits, "name", clone.Name, words);
        Add(hits, "description", clone.Description, words);
        Add(hits, "category", clone.Category, words);
        foreach (var area in clone.ExpertiseAreas) Add(hits, "expertise_areas", area, words);
        Add(hits, "long_description", clone.Bio, words);
        return hits.ToImmutable();
    }

    private static void Add(ImmutableArray<TextHit>.Builder hits, string field, string text, IReadOnlyCollection<string> words)
    {
        var ranges = Ranges(text, words);
        if (ranges.Count == 0) return;

        var start = text.Length <= SnippetLength ? 0 : StartOf(text, ranges[0].Start - SnippetLead);
        var end = text.Length <= SnippetLength ? text.Length : Math.Max(StartOf(text, start + SnippetLength), ranges[0].Start + ranges[0].Length);
        var inside = ranges.Where(range => range.Start + range.Length <= end).Take(MaxHits);
        hits.Add(new TextHit(field, text[start..end], [.. inside.Select(range => new TextRange(range.Start - start, range.Length))]));
    }

    /// <summary>Where the word at a place begins, so that neither a word nor a surrogate pair is cut.</summary>
    private static int StartOf(string text, int at)
    {
        if (at <= 0) return 0;
        if (at >= text.Length) return text.Length;
        while (at > 0 && IsPart(text[at - 1])) at--;
        return at > 0 && char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }

    private static List<TextRange> Ranges(string text, IReadOnlyCollection<string> words)
    {
        var ranges = new List<TextRange>();
        var folded = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsPart(text[at])) continue;
            var start = at;
            folded.Clear();
            for (; at < text.Length && IsPart(text[at]); at++) TextFolding.Append(folded, text[at]);
            if (words.Any(wanted => Begins(folded, wanted))) ranges.Add(new TextRange(start, at - start));
        }

        return ranges;
    }

    private static bool Begins(StringBuilder word, string wanted)
    {
        if (word.Length < wanted.Length) return false;
        for (var at = 0; at < wanted.Length; at++)
            if (word[at] != wanted[at]) return false;
        return true;
    }

    private static bool IsPart(char unit) => char.IsLetterOrDigit(unit) || unit is >= '\u0300' and <= '\u036F';
}
