using System.Collections.Frozen;

namespace Grains.Providers.Models.Embedded;

/// <summary>Cuts a paragraph into sentences, minding abbreviations and initials.</summary>
internal static class SentenceSplitter
{
    private static readonly FrozenSet<string> Abbreviations =
        "e.g i.e dr mr mrs ms prof st no nos approx ca cf fig figs vol vs etc p pp eq sec ch al inc ltd co jan feb mar apr aug sept oct nov dec min max"
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static List<string> Split(string paragraph)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var at = 0; at < paragraph.Length; at++)
        {
            if (paragraph[at] is not ('.' or '!' or '?' or '…')) continue;

            var end = at + 1;
            while (end < paragraph.Length && paragraph[end] is '.' or '!' or '?' or '"' or '”' or '’' or ')' or ']') end++;
            if (end < paragraph.Length && !char.IsWhiteSpace(paragraph[end])) continue;
            if (!Ends(paragraph, start, at, end)) continue;

            Add(sentences, paragraph[start..end]);
            start = at = end;
        }

        Add(sentences, paragraph[start..]);
        return sentences;
    }

    /// <summary>True where a text ends as a sentence does, or announces what follows.</summary>
    public static bool EndsWell(string text) =>
        text.TrimEnd('"', '”', '’', ')', ']') is { Length: > 0 } bare && bare[^1] is '.' or '!' or '?' or ':' or ';' or '…';

    private static bool Ends(string text, int start, int mark, int end)
    {
        var next = end;
        while (next < text.Length && (char.IsWhiteSpace(text[next]) || text[next] is '"' or '“' or '‘' or '(' or '[')) next++;
        if (next < text.Length && char.IsLower(text[next])) return false;
        if (text[mark] != '.' || next >= text.Length) return true;

        var word = mark;
        while (word > start && !char.IsWhiteSpace(text[word - 1]) && text[word - 1] is not ('(' or '[' or '“' or '"')) word--;
        var before = text[word..mark].ToLowerInvariant();
        var initial = before.Length == 1 && char.IsUpper(text[word]) && !before.Equals("i", StringComparison.Ordinal);
        return !initial && !Abbreviations.Contains(before);
    }

    private static void Add(List<string> sentences, string sentence)
    {
        var clean = sentence.Trim();
        if (clean.Any(char.IsLetterOrDigit)) sentences.Add(clean);
    }
}
