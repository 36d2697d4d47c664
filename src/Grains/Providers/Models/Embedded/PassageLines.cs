using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Grains.Providers.Models.Embedded;

/// <summary>Cuts a passage into lines that stand for themselves, undoing the line breaks of paginated text where it has them.</summary>
internal static partial class PassageLines
{
    private const int ShortLine = 45;

    public static List<PassageLine> Read(string text, string? section)
    {
        var raw = InlineBullet().Replace(text.Replace("\r", "", StringComparison.Ordinal), "\n• ").Split('\n').Select(line => line.Trim()).ToList();
        var lines = new List<PassageLine>();
        for (var at = 0; at < raw.Count; at++)
            if (raw[at].Length > 0) lines.Add(new(Spaces().Replace(raw[at], " "), at == 0 || raw[at - 1].Length == 0));
        return [.. (IsWrapped(lines) ? Unwrap(lines, section) : lines).SelectMany(SplitSteps)];
    }

    /// <summary>Steps that were run together, "1. … 2. … 3. …", each on its own again.</summary>
    private static IEnumerable<PassageLine> SplitSteps(PassageLine line)
    {
        var (start, afterBlank) = (0, line.AfterBlank);
        if (line.Marker is { Success: true } marker && int.TryParse(marker.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            while (NextStep(line.Text, start, ++number) is > 0 and var next)
            {
                yield return new PassageLine(line.Text[start..next].Trim(), afterBlank);
                (start, afterBlank) = (next, false);
            }
        }

        yield return start == 0 ? line : new PassageLine(line.Text[start..].Trim(), afterBlank);
    }

    // Only after the end of a sentence, so that "add 2. 5 litres" and dates stay whole.
    private static int NextStep(string text, int start, int number)
    {
        foreach (var ending in (ReadOnlySpan<string>)[".", ")"])
        {
            var mark = string.Create(CultureInfo.InvariantCulture, $" {number}{ending} ");
            var at = text.IndexOf(mark, start, StringComparison.Ordinal);
            if (at > 0 && SentenceSplitter.EndsWell(text[start..at])) return at + 1;
        }

        return -1;
    }

    // A line that breaks off and goes on in small letters: whole paragraphs never do that.
    private static bool IsWrapped(List<PassageLine> lines)
    {
        for (var at = 1; at < lines.Count; at++)
        {
            if (!lines[at].AfterBlank && char.IsLower(lines[at].Text[0]) && !lines[at].Marker.Success
                && lines[at - 1].Text.Length > ShortLine && !lines[at - 1].EndsWell) return true;
        }

        return false;
    }

    private static List<PassageLine> Unwrap(List<PassageLine> lines, string? section)
    {
        var whole = new List<PassageLine>();
        var open = new StringBuilder();
        var afterBlank = true;
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at];
            PassageLine? next = at + 1 < lines.Count ? lines[at + 1] : null;
            var heading = line.IsHeading(next, section);
            if (open.Length > 0 && (line.AfterBlank || line.IsRow || line.Marker.Success || heading || StartsAnew(open, line))) Close();
            if (open.Length == 0) afterBlank = line.AfterBlank;
            Join(open, line.Text);
            if (heading || line.IsRow) Close();
        }

        if (open.Length > 0) Close();
        return whole;

        void Close()
        {
            whole.Add(new PassageLine(open.ToString(), afterBlank));
            open.Clear();
        }
    }

    private static void Join(StringBuilder open, string line)
    {
        // A word divided at the end of a line is put together again.
        if (open.Length > 1 && open[^1] == '-' && char.IsLower(open[^2]) && char.IsLower(line[0])) open.Length--;
        else if (open.Length > 0) open.Append(' ');
        open.Append(line);
    }

    // Short lines without an end, such as the rows of a table, stand for themselves.
    private static bool StartsAnew(StringBuilder open, PassageLine line) =>
        open.Length < ShortLine && !SentenceSplitter.EndsWell(open.ToString())
        && line.Text.Length < 2 * ShortLine && (char.IsUpper(line.Text[0]) || char.IsAsciiDigit(line.Text[0]));

    [GeneratedRegex(@"(?<=\S)\s+[•▪◦‣●]\s+", RegexOptions.CultureInvariant)]
    private static partial Regex InlineBullet();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
