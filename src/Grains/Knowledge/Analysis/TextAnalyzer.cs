using System.Text;
using Grains.Text;

namespace Grains.Knowledge.Analysis;

/// <summary>
/// Cuts text into index terms: folded words without stop words, stemmed; runs of Han, Kana and Hangul, which have no spaces,
/// become overlapping pairs of characters. The same terms serve BM25 and the embedded embedding.
/// </summary>
internal static class TextAnalyzer
{
    /// <summary>Longer words are noise such as encoded data.</summary>
    private const int MaxWordLength = 40;

    /// <summary>The stemmed terms of a text in reading order, repeats kept.</summary>
    public static List<string> Terms(ReadOnlySpan<char> text)
    {
        var terms = new List<string>(text.Length / 8);
        foreach (var word in Words(text))
            if (!WordLists.IsStopWord(word))
                terms.Add(Stemmer.Stem(word));
        return terms;
    }

    /// <summary>The folded words of a text in reading order, stop words included.</summary>
    public static List<string> Words(ReadOnlySpan<char> text)
    {
        var words = new List<string>(text.Length / 6);
        var word = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var unit = text[at];
            if (IsUnspaced(unit))
            {
                Flush(words, word);
                var next = at + 1 < text.Length && IsUnspaced(text[at + 1]);
                if (next || at == 0 || !IsUnspaced(text[at - 1]))
                    words.Add(next ? text.Slice(at, 2).ToString() : unit.ToString());
            }
            else if (char.IsLetterOrDigit(unit) || (unit >= '\u0300' && unit <= '\u036F'))
                TextFolding.Append(word, unit);
            else if (JoinsWord(text, at))
                continue;
            else
                Flush(words, word);
        }

        Flush(words, word);
        return words;
    }

    private static void Flush(List<string> words, StringBuilder word)
    {
        if (word.Length is > 0 and <= MaxWordLength)
            words.Add(word.ToString());
        word.Clear();
    }

    /// <summary>An apostrophe between letters (don't) and a soft hyphen are no borders.</summary>
    private static bool JoinsWord(ReadOnlySpan<char> text, int at)
    {
        if (at == 0 || at + 1 == text.Length)
            return false;

        return text[at] switch
        {
            '\'' or '\u2019' => char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]),
            '\u00AD' => true,
            _ => false,
        };
    }

    private static bool IsUnspaced(char unit) =>
        unit is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF')
            or (>= '\uAC00' and <= '\uD7AF') or (>= '\uF900' and <= '\uFAFF');
}
