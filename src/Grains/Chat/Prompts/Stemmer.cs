using System.Collections.Frozen;

namespace Grains.Chat.Prompts;

/// <summary>
/// A light English stemmer: plurals, -ing, -ed, -ly, -ion, -ment and a final e. It is meant to bring a question and its answer
/// together, not to be right about every word; both sides go through it.
/// </summary>
internal static class Stemmer
{
    private static readonly FrozenDictionary<string, string> Irregular = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bought"] = "buy", ["paid"] = "pay", ["sent"] = "send", ["kept"] = "keep", ["left"] = "leave", ["leaves"] = "leave",
        ["made"] = "make", ["took"] = "take", ["taken"] = "take", ["gave"] = "give", ["given"] = "give", ["children"] = "child",
        ["people"] = "person", ["persons"] = "person", ["men"] = "man", ["women"] = "woman", ["feet"] = "foot", ["mice"] = "mouse",
        ["used"] = "use", ["uses"] = "use", ["using"] = "use", ["lost"] = "lose", ["broken"] = "break", ["broke"] = "break", ["chose"] = "choose", ["chosen"] = "choose", ["held"] = "hold",
        ["met"] = "meet", ["sold"] = "sell", ["told"] = "tell", ["fed"] = "feed", ["grew"] = "grow", ["grown"] = "grow",
        ["began"] = "begin", ["begun"] = "begin", ["wrote"] = "write", ["written"] = "write", ["caught"] = "catch", ["built"] = "build",
        ["laid"] = "lay", ["led"] = "lead", ["died"] = "die", ["dies"] = "die", ["dying"] = "die", ["lying"] = "lie", ["lit"] = "light",
        ["analyses"] = "analysis", ["criteria"] = "criterion", ["data"] = "data", ["lives"] = "live", ["life"] = "live", ["knives"] = "knife", ["halves"] = "half",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Stem(string word)
    {
        if (Irregular.TryGetValue(word, out var root)) return Final(root);
        if (word.Length <= 3 || char.IsAsciiDigit(word[0])) return word;

        return Final(Derived(Verb(Plural(word))));
    }

    private static string Plural(string word)
    {
        if (!word.EndsWith('s') || word.EndsWith("ss", StringComparison.Ordinal)) return word;
        if (word.EndsWith("us", StringComparison.Ordinal) || word.EndsWith("is", StringComparison.Ordinal)) return word;
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4) return word[..^3] + "y";
        if (EndsWithAny(word, "sses", "xes", "ches", "shes", "zzes")) return word[..^2];
        return word[..^1];
    }

    private static string Verb(string word)
    {
        if (word.EndsWith("ied", StringComparison.Ordinal) && word.Length > 4) return word[..^3] + "y";
        if (word.EndsWith("ing", StringComparison.Ordinal) && word.Length > 5 && HasVowel(word, word.Length - 3)) return Undouble(word[..^3]);
        if (word.EndsWith("ed", StringComparison.Ordinal) && !word.EndsWith("eed", StringComparison.Ordinal) && word.Length > 4
            && HasVowel(word, word.Length - 2)) return Undouble(word[..^2]);
        return word;
    }

    private static string Derived(string word)
    {
        if (word.EndsWith("ly", StringComparison.Ordinal) && word.Length > 5) word = word[..^2];
        if (word.EndsWith("ment", StringComparison.Ordinal) && word.Length > 7) return word[..^4];
        if (word.EndsWith("ness", StringComparison.Ordinal) && word.Length > 6) return word[..^4];
        if (EndsWithAny(word, "tion", "sion") && word.Length > 6) return word[..^3];
        return word;
    }

    private static string Final(string word)
    {
        if (word.Length < 4) return word;
        if (word.EndsWith('e')) return word[..^1];
        if (word.EndsWith('y') && !IsVowel(word[^2])) return word[..^1] + "i";
        return word;
    }

    private static string Undouble(string stem) =>
        stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z') ? stem[..^1] : stem;

    private static bool HasVowel(string word, int length)
    {
        for (var at = 0; at < length; at++)
            if (IsVowel(word[at]) || word[at] == 'y') return true;
        return false;
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';

    private static bool EndsWithAny(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
            if (word.EndsWith(ending, StringComparison.Ordinal)) return true;
        return false;
    }
}
