using System.Collections.Frozen;

namespace Grains.Knowledge.Chunking;

/// <summary>Finds the sentences of a paragraph. It would rather leave two sentences joined than cut one in half.</summary>
internal static class SentenceSplitter
{
    private static readonly FrozenSet<string> Abbreviations = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "vs", "no", "fig", "figs", "sec", "ch", "vol", "pp", "p", "approx", "inc", "ltd",
        "co", "corp", "dept", "est", "e.g", "i.e", "eg", "ie", "cf", "al", "ca", "incl", "excl", "tel", "ext", "art", "para", "u.s", "u.k",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri");

    /// <summary>The sentences in order, trimmed, with inner white space made single blanks; none is empty.</summary>
    public static List<string> Split(string paragraph)
    {
        var text = Collapse(paragraph);
        var sentences = new List<string>();
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsEnd(text, at))
                continue;

            var end = at + 1;
            while (end < text.Length && IsCloser(text[end]))
                end++;
            if (IsListNumber(text, start, at) || !StartsSentence(text, at, end))
                continue;

            sentences.Add(text[start..end]);
            start = end < text.Length && text[end] == ' ' ? end + 1 : end;
            at = start - 1;
        }

        if (start < text.Length)
            sentences.Add(text[start..]);
        return sentences;
    }

    private static string Collapse(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsEnd(string text, int at) => text[at] is '.' or '!' or '?' or '…' or '。' or '！' or '？';

    private static bool IsCloser(char unit) => unit is '.' or '!' or '?' or '"' or '\'' or ')' or ']' or '”' or '’' or '»' or '」' or '』';

    private static bool StartsSentence(string text, int mark, int end)
    {
        if (end >= text.Length)
            return true;
        if (text[mark] is '。' or '！' or '？')
            return true;
        if (text[end] != ' ' || end + 1 >= text.Length)
            return false;

        var next = text[end + 1];
        if (char.IsLower(next))
            return false;
        return text[mark] != '.' || !EndsInAbbreviation(text, mark);
    }

    /// <summary>The point of "3. Annual leave" ends nothing.</summary>
    private static bool IsListNumber(string text, int start, int mark) =>
        text[mark] == '.' && mark - start <= 3 && !text.AsSpan(start, mark - start).ContainsAnyExceptInRange('0', '9');

    private static bool EndsInAbbreviation(string text, int mark)
    {
        var start = mark;
        while (start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] == '.'))
            start--;
        var word = text[start..mark];
        var initial = word.Length == 1 && char.IsUpper(word[0]) && word[0] != 'I';
        return initial || Abbreviations.Contains(word);
    }
}
