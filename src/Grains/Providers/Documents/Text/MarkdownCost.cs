namespace Grains.Providers.Documents.Text;

/// <summary>Guesses what parsing a Markdown text would cost, before it is begun: the parser looks at the rest of a paragraph anew for each opening bracket.</summary>
internal static class MarkdownCost
{
    /// <summary>Brackets times characters, summed over paragraphs. Measured with Markdig 1.6.0: this many take about three seconds.</summary>
    private const long Most = 1_000_000_000;

    public static bool IsTooHigh(string text)
    {
        long cost = 0, brackets = 0, characters = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var start = line.TrimStart(" \t>");
            if (start.IsEmpty || start[0] is '-' or '*' or '+' or '#' || char.IsAsciiDigit(start[0]))
            {
                cost += brackets * characters;
                (brackets, characters) = (0, 0);
            }
            brackets += line.Count('[');
            characters += line.Length;
            if (cost + brackets * characters > Most) return true;
        }
        return false;
    }
}
