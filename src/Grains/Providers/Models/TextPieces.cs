namespace Grains.Providers.Models;

/// <summary>
/// Cuts text into token-sized pieces, which put together are the text again, and counts them. It is this project's own
/// documented estimate of tokens: a run of letters or digits is one piece for each six characters begun, every other visible
/// character is one, and white space belongs to the piece after it. English prose comes to about 1.3 pieces a word, as it does with
/// the usual tokenizers. The embedded model streams and bills by it exactly; for providers it stands in until they report.
/// </summary>
internal static class TextPieces
{
    private const int RunLength = 6;

    public static int Count(string text)
    {
        var count = 0;
        for (var at = 0; at < text.Length; at = EndOfPiece(text, at)) count++;
        return count;
    }

    public static IEnumerable<string> Split(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfPiece(text, at);
            yield return text[at..end];
            at = end;
        }
    }

    /// <summary>The first <paramref name="pieces"/> pieces of a text, or all of it.</summary>
    public static string Take(string text, int pieces)
    {
        var at = 0;
        for (; pieces > 0 && at < text.Length; pieces--) at = EndOfPiece(text, at);
        return text[..at];
    }

    private static int EndOfPiece(string text, int start)
    {
        var at = start;
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        if (at == text.Length) return at;
        if (!IsRun(text[at])) return at + (char.IsSurrogatePair(text, at) ? 2 : 1);

        var end = at;
        while (end < text.Length && end - at < RunLength && IsRun(text[end])) end++;
        return end;
    }

    // Ideographs and kana are about one token each, so they are no part of a run.
    private static bool IsRun(char character) => char.IsLetterOrDigit(character) && character < '\u2E80';
}
