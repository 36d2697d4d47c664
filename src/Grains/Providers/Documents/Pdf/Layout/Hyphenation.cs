using System.Text;

namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>Joins the lines of a paragraph, and words that were divided at the end of a line.</summary>
internal sealed class Hyphenation
{
    private const int MaxWords = 200_000;

    /// <summary>Where fewer lines than 1 in this number end in a hyphen, nothing was divided: those hyphens are the words' own.</summary>
    private const int DividedLines = 100;
    private const char Shy = '\u00AD';

    private readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
    private int lines;
    private int hyphens;

    /// <summary>Learns which words the document writes with a hyphen, so that those keep theirs.</summary>
    public void Learn(string line)
    {
        lines++;
        if (EndsInHyphen(line)) hyphens++;
        foreach (var word in line.Split(' '))
        {
            if (words.Count >= MaxWords) return;
            if (word.Length > 3 && !EndsInHyphen(word)) words.Add(word.Trim('.', ',', ';', ':', '(', ')', '"', '“', '”', '’', '!', '?'));
        }
    }

    public string Join(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines) Append(text, line);
        return text.Replace(Shy.ToString(), "").ToString();
    }

    private static bool EndsInHyphen(string text) => text.Length > 1 && text[^1] is '-' or '\u2010' or Shy;

    private void Append(StringBuilder text, string line)
    {
        if (line.Length == 0) return;
        if (text.Length == 0 || IsWide(text[^1]) && IsWide(line[0]))
        {
            text.Append(line);
            return;
        }
        var last = text[^1];
        var divided = last is '-' or '\u2010' or Shy && text.Length > 1 && char.IsLetter(text[^2]);
        if (!divided) text.Append(' ').Append(line);
        else if (last == Shy || (char.IsLower(line[0]) && !KeepsHyphen(text, line)))
        {
            text.Length--;
            text.Append(line);
        }
        else text.Append(line);
    }

    private bool KeepsHyphen(StringBuilder text, string line)
    {
        var start = text.Length - 1;
        while (start > 0 && char.IsLetter(text[start - 1])) start--;
        var head = text.ToString(start, text.Length - 1 - start);
        var tail = string.Concat(line.TakeWhile(char.IsLetter));
        if (words.Contains(head + tail)) return false;
        return words.Contains($"{head}-{tail}") || hyphens * DividedLines < lines;
    }

    /// <summary>Chinese and Japanese have no spaces between words, nor between lines.</summary>
    private static bool IsWide(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFF60';
}
