using System.Text;
using System.Text.RegularExpressions;
using Grains.Knowledge;

namespace Grains.Providers.Models.Embedded;

/// <summary>Reads passages into sentences, list items and headings, undoing the line breaks of paginated text.</summary>
internal static partial class PassageReader
{
    private const int LongestHeading = 70;
    private const int ShortLine = 45;

    public static List<Sentence> Read(IReadOnlyList<Passage> passages)
    {
        var sentences = new List<Sentence>();
        for (var index = 0; index < passages.Count; index++) sentences.AddRange(Read(index, passages[index].Text));
        return sentences;
    }

    private static List<Sentence> Read(int passage, string text)
    {
        var sentences = new List<Sentence>();
        var (block, heading) = (0, "");
        foreach (var (kind, content, breaks) in Blocks(text))
        {
            if (breaks) block++;
            if (kind == SentenceKind.Heading) heading = content;
            var parts = kind == SentenceKind.Prose ? SentenceSplitter.Split(content) : [content];
            foreach (var part in parts)
                sentences.Add(new Sentence(passage, sentences.Count, block, part, kind == SentenceKind.Heading ? "" : heading) { Kind = kind });
        }

        if (sentences.Count == 0) return sentences;
        if (char.IsLower(sentences[0].Text[0]) && sentences[0].Kind == SentenceKind.Prose) sentences[0] = sentences[0] with { CutAtStart = true };
        if (sentences[^1].Kind == SentenceKind.Prose && !EndsWell(sentences[^1].Text)) sentences[^1] = sentences[^1] with { CutAtEnd = true };
        return sentences;
    }

    /// <summary>Paragraphs, list items and headings in order; <c>Breaks</c> where one does not belong to what came before it.</summary>
    private static IEnumerable<(SentenceKind Kind, string Text, bool Breaks)> Blocks(string text)
    {
        var lines = InlineBullet().Replace(text.Replace("\r", "", StringComparison.Ordinal), "\n• ").Split('\n');
        var open = new StringBuilder();
        var (kind, breaks) = (SentenceKind.Prose, true);
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].Trim();
            var next = at + 1 < lines.Length ? lines[at + 1].Trim() : "";
            if (line.Length == 0)
            {
                if (open.Length > 0) yield return (kind, Take(open), breaks);
                // A blank line between two items, or before a list that a colon announces, does not end what belongs together.
                breaks = !(kind != SentenceKind.Prose && Item().IsMatch(next)) && !Item().IsMatch(next);
                kind = SentenceKind.Prose;
                continue;
            }

            if (Item().Match(line) is { Success: true } item && !IsNumberedHeading(line, open.Length == 0, next))
            {
                if (open.Length > 0)
                {
                    yield return (kind, Take(open), breaks);
                    breaks = false;
                }

                kind = item.Groups[2].Success ? SentenceKind.Step : SentenceKind.Bullet;
                open.Append(line.AsSpan(item.Length));
                continue;
            }

            if (open.Length == 0 && IsHeading(line, next))
            {
                yield return (SentenceKind.Heading, line.TrimStart('#', ' '), true);
                breaks = true;
                continue;
            }

            if (open.Length > 0 && StartsAnew(open, line))
            {
                yield return (kind, Take(open), breaks);
                (kind, breaks) = (SentenceKind.Prose, kind != SentenceKind.Prose);
            }

            Join(open, line);
        }

        if (open.Length > 0) yield return (kind, Take(open), breaks);
    }

    private static void Join(StringBuilder open, string line)
    {
        // A word divided at the end of a line is put together again.
        if (open.Length > 1 && open[^1] == '-' && char.IsLower(open[^2]) && char.IsLower(line[0])) open.Length--;
        else if (open.Length > 0) open.Append(' ');
        open.Append(line);
    }

    // Short lines without an end, such as the rows of a table, stand for themselves.
    private static bool StartsAnew(StringBuilder open, string line) =>
        open.Length < ShortLine && !EndsWell(open.ToString()) && line.Length < 2 * ShortLine && (char.IsUpper(line[0]) || char.IsAsciiDigit(line[0]));

    // "3. Sheds" between blank lines is a heading, not a step.
    private static bool IsNumberedHeading(string line, bool afterBlank, string next) =>
        afterBlank && next.Length == 0 && line.Length <= LongestHeading && char.IsAsciiDigit(line[0]) && !EndsWell(line);

    private static bool IsHeading(string line, string next)
    {
        if (line[0] == '#') return true;
        if (line.Length > LongestHeading || !(char.IsUpper(line[0]) || char.IsAsciiDigit(line[0]))) return false;
        if (line[^1] is '.' or '!' or ':' or ';' or ',') return false;
        return next.Length == 0 || (line.Length < ShortLine && next.Length > LongestHeading && char.IsUpper(next[0]));
    }

    private static bool EndsWell(string text) =>
        text.TrimEnd('"', '”', '’', ')', ']') is { Length: > 0 } bare && bare[^1] is '.' or '!' or '?' or ':' or ';' or '…';

    private static string Take(StringBuilder open)
    {
        var text = Spaces().Replace(open.ToString(), " ").Trim();
        open.Clear();
        return text;
    }

    [GeneratedRegex(@"^(?:([•▪◦‣●·*–—\-])|(\d{1,2}|[a-z])[.)])\s+(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    [GeneratedRegex(@"(?<=\S)\s+[•▪◦‣●]\s+", RegexOptions.CultureInvariant)]
    private static partial Regex InlineBullet();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
