using System.Text;

namespace Grains.Providers.Documents.Pdf.Writing;

/// <summary>Breaks text into lines that fit.</summary>
internal static class PdfLines
{
    /// <summary>
    /// Lines broken at blanks and between ideographs, and where a word alone is too long, within it. The text's own line ends stay. At least one line.
    /// </summary>
    public static IReadOnlyList<string> Break(string text, double width, PdfStyle style, PdfFonts fonts)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = new StringBuilder();
            var used = 0.0;
            foreach (var word in Words(paragraph))
            {
                var wide = fonts.Measure(word.TrimEnd(' '), style.Size, style.Bold);
                if (used > 0 && used + wide > width) Flush();
                if (wide > width)
                {
                    foreach (var rune in word.EnumerateRunes())
                    {
                        var one = fonts.Measure(rune.ToString(), style.Size, style.Bold);
                        if (used > 0 && used + one > width) Flush();
                        line.Append(rune);
                        used += one;
                    }

                    continue;
                }

                line.Append(word);
                used += fonts.Measure(word, style.Size, style.Bold);
            }

            lines.Add(line.ToString().TrimEnd());

            void Flush()
            {
                lines.Add(line.ToString().TrimEnd());
                line.Clear();
                used = 0;
            }
        }

        return lines;
    }

    /// <summary>The text, or of one that does not fit its beginning with an ellipsis.</summary>
    public static string Shorten(string text, double width, PdfStyle style, PdfFonts fonts)
    {
        var line = text.ReplaceLineEndings(" ");
        if (fonts.Measure(line, style.Size, style.Bold) <= width) return line;
        var runes = line.EnumerateRunes().ToList();
        while (runes.Count > 0 && fonts.Measure(string.Concat(runes) + "…", style.Size, style.Bold) > width) runes.RemoveAt(runes.Count - 1);
        return string.Concat(runes).TrimEnd() + "…";
    }

    /// <summary>What may not be broken, each with the blanks behind it.</summary>
    private static IEnumerable<string> Words(string paragraph)
    {
        var start = 0;
        var text = paragraph.Replace('\t', ' ');
        for (var at = 0; at < text.Length; at++)
        {
            var ends = text[at] == ' ' ? at + 1 < text.Length && text[at + 1] != ' ' : IsIdeograph(text[at]);
            if (!ends) continue;
            yield return text[start..(at + 1)];
            start = at + 1;
        }

        if (start < text.Length) yield return text[start..];
    }

    private static bool IsIdeograph(char unit) => unit is (>= '\u2E80' and < '\uAC00') or (>= '\uF900' and <= '\uFAFF');
}
