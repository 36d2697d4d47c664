using System.Buffers;

namespace Grains.Knowledge.Analysis;

/// <summary>
/// A light English stemmer: plural, past, progressive and the commonest derivations. It may join too much (policies, police are
/// kept apart; organise, organisation join); it never has to give a real word, only the same one on both sides.
/// </summary>
internal static class Stemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    // Longest first; a suffix goes when at least Keep characters stay.
    private static readonly (string Suffix, string Replacement, int Keep)[] Derivations =
    [
        ("isations", "", 4), ("izations", "", 4), ("isation", "", 4), ("ization", "", 4), ("ational", "", 4),
        ("fulness", "", 4), ("iveness", "", 4), ("ability", "", 4), ("ibility", "", 4),
        ("ations", "", 4), ("ements", "", 4), ("ation", "", 4), ("ement", "", 4), ("ments", "", 4),
        ("ings", "", 3), ("ising", "", 4), ("izing", "", 4), ("ised", "", 4), ("ized", "", 4), ("ises", "", 4), ("izes", "", 4),
        ("ement", "", 4), ("ment", "", 4), ("ness", "", 4), ("ible", "", 4), ("able", "", 4), ("ance", "", 4), ("ence", "", 4),
        ("ions", "", 4), ("ings", "", 3), ("ers", "", 4), ("ors", "", 4),
        ("ing", "", 3), ("ion", "", 4), ("ise", "", 4), ("ize", "", 4), ("ful", "", 4), ("ive", "", 4), ("ial", "", 4),
        ("ity", "", 4), ("ied", "y", 3), ("ies", "y", 2), ("ly", "", 4), ("al", "", 5), ("er", "", 4), ("or", "", 5),
        ("ed", "", 3), ("es", "", 3),
    ];

    /// <param name="word">Folded; a word with a digit or outside ASCII is left as it is.</param>
    public static string Stem(string word)
    {
        if (word.Length < 4)
            return word;
        foreach (var unit in word)
            if (unit is < 'a' or > 'z')
                return word;

        if (WordLists.Irregular.TryGetValue(word, out var regular))
        {
            if (regular == word)
                return word;
            word = regular;
        }

        var stem = word;
        foreach (var (suffix, replacement, keep) in Derivations)
        {
            if (stem.Length - suffix.Length < keep || !stem.EndsWith(suffix, StringComparison.Ordinal))
                continue;
            if (!IsWhole(stem.AsSpan(0, stem.Length - suffix.Length)))
                break;
            stem = string.Concat(stem.AsSpan(0, stem.Length - suffix.Length), replacement);
            break;
        }

        if (stem.Length == word.Length && stem.Length > 3 && stem[^1] == 's' && stem[^2] is not ('s' or 'u' or 'i'))
            stem = stem[..^1];
        return Tidy(stem);
    }

    /// <summary>Speed is no past of spe, nor spring a form of spr.</summary>
    private static bool IsWhole(ReadOnlySpan<char> stem) => stem.ContainsAny(Vowels) && !stem.EndsWith("e");

    /// <summary>Joins the leftovers of one word: plan(n)ed, pric(e)s, pol(icy), pol(icies).</summary>
    private static string Tidy(string stem)
    {
        if (stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z' or 'e' or 'o'))
            stem = stem[..^1];
        if (stem.Length > 3 && stem[^1] == 'e')
            stem = stem[..^1];
        if (stem.Length > 3 && stem[^1] == 'y')
            stem = stem[..^1] + "i";
        return stem;
    }
}
