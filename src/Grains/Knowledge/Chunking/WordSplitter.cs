using System.Buffers;

namespace Grains.Knowledge.Chunking;

/// <summary>Breaks a sentence that is longer than a chunk: after a clause, else between words, else between characters.</summary>
internal static class WordSplitter
{
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(";:,—、，");

    public static IEnumerable<string> Split(string sentence, int size)
    {
        var rest = sentence;
        while (rest.Length > size)
        {
            var end = Border(rest, size);
            yield return rest[..end].TrimEnd();
            rest = rest[end..].TrimStart();
        }

        if (rest.Length > 0)
            yield return rest;
    }

    /// <summary>Looks for a border in the last half, so that no part becomes tiny.</summary>
    private static int Border(string text, int size)
    {
        var clause = text.AsSpan(0, size).LastIndexOfAny(ClauseEnds);
        if (clause >= size / 2)
            return clause + 1;
        var blank = text.AsSpan(0, size).LastIndexOf(' ');
        if (blank >= size / 2)
            return blank + 1;
        return char.IsHighSurrogate(text[size - 1]) ? size - 1 : size;
    }
}
