namespace Grains.Chat.Prompts;

/// <summary>Cuts text into words. Numbers keep their points and commas; an ideograph is a word of its own.</summary>
internal static class Words
{
    public static List<Word> Read(string text)
    {
        var words = new List<Word>(text.Length / 5);
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var end = End(text, at);
            var word = Clean(text[at..end]);
            words.Add(new Word(word, Stemmer.Stem(word), at));
            at = end;
        }

        return words;
    }

    /// <summary>The stems of the words that carry meaning.</summary>
    public static IEnumerable<string> ContentStems(string text) => Read(text).Where(word => word.IsContent).Select(word => word.Stem);

    private static int End(string text, int start)
    {
        if (text[start] >= '\u2E80') return start + 1;

        var end = start + 1;
        while (end < text.Length && (IsWordCharacter(text[end]) || Joins(text, end))) end++;
        return end;
    }

    private static bool IsWordCharacter(char character) => char.IsLetterOrDigit(character) && character < '\u2E80';

    private static bool Joins(string text, int at)
    {
        if (at + 1 >= text.Length || !IsWordCharacter(text[at + 1])) return false;
        return text[at] switch
        {
            '\'' or '’' => char.IsLetter(text[at - 1]),
            '.' or ',' => char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]),
            _ => false,
        };
    }

    private static string Clean(string word)
    {
        var clean = word.ToLowerInvariant().Replace('’', '\'');
        return clean.EndsWith("'s", StringComparison.Ordinal) && clean.Length > 2 ? clean[..^2] : clean;
    }
}
