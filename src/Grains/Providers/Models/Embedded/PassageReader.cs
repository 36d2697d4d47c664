using Grains.Knowledge;

namespace Grains.Providers.Models.Embedded;

/// <summary>Reads passages into sentences, list items, rows of tables and headings.</summary>
internal static class PassageReader
{
    /// <summary>What stands after a row's first cell where its columns have names.</summary>
    public const string RowName = " – ";

    private const string CellBorder = " | ";
    private const int LongestAsked = 120;

    public static List<Sentence> Read(IReadOnlyList<Passage> passages)
    {
        var sentences = new List<Sentence>();
        for (var index = 0; index < passages.Count; index++) sentences.AddRange(Read(index, passages[index]));
        return sentences;
    }

    private static List<Sentence> Read(int index, Passage passage)
    {
        var lines = PassageLines.Read(passage.Text, passage.Section);
        var sentences = new List<Sentence>();
        var (block, heading, columns) = (0, "", (string[]?)null);
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at];
            var kind = KindOf(line, at + 1 < lines.Count ? lines[at + 1] : null, passage.Section);
            if (!Belongs(kind, sentences)) block++;
            if (kind == SentenceKind.Heading) heading = line.Text.TrimStart('#', ' ');
            if (kind != SentenceKind.Row) columns = null;

            if (kind == SentenceKind.Row && columns is null)
            {
                // The first row names the columns, unless the passage was cut out from the middle of the table.
                columns = at > 0 ? line.Text.Split(CellBorder) : [];
                if (columns.Length > 0) continue;
            }

            foreach (var text in TextsOf(kind, line, columns))
                sentences.Add(new Sentence(index, sentences.Count, block, text, kind == SentenceKind.Heading ? "" : heading) { Kind = kind });
        }

        if (sentences.Count == 0) return sentences;
        if (char.IsLower(sentences[0].Text[0]) && sentences[0].Kind == SentenceKind.Prose) sentences[0] = sentences[0] with { CutAtStart = true };
        if (sentences[^1].Kind == SentenceKind.Prose && !SentenceSplitter.EndsWell(sentences[^1].Text))
            sentences[^1] = sentences[^1] with { CutAtEnd = true };
        return sentences;
    }

    private static SentenceKind KindOf(PassageLine line, PassageLine? next, string? section)
    {
        if (line.IsRow) return SentenceKind.Row;
        if (line.IsHeading(next, section)) return SentenceKind.Heading;
        if (IsAsked(line, next)) return SentenceKind.Heading;
        return line.Marker is not { Success: true } marker ? SentenceKind.Prose : marker.Groups[2].Success ? SentenceKind.Step : SentenceKind.Bullet;
    }

    // A question that an answer follows, as in a list of frequent ones, is that answer's heading.
    private static bool IsAsked(PassageLine line, PassageLine? next) =>
        line.Text.EndsWith('?') && line.Text.Length <= LongestAsked && next is { } answer && !answer.Text.EndsWith('?')
        && SentenceSplitter.Split(line.Text).Count == 1;

    /// <summary>Items belong to one another and to the line that announces them; everything else starts a block of its own.</summary>
    private static bool Belongs(SentenceKind kind, List<Sentence> before)
    {
        if (before.Count == 0 || kind is SentenceKind.Prose or SentenceKind.Heading) return false;
        return before[^1].Kind == kind || before[^1].Text.EndsWith(':');
    }

    private static IEnumerable<string> TextsOf(SentenceKind kind, PassageLine line, string[]? columns) => kind switch
    {
        SentenceKind.Prose => SentenceSplitter.Split(line.Text),
        SentenceKind.Heading => [line.Text.TrimStart('#', ' ')],
        SentenceKind.Bullet or SentenceKind.Step => [line.Text[line.Marker.Length..]],
        SentenceKind.Row => [Row(line.Text.Split(CellBorder), columns ?? [])],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An unknown kind of line."),
    };

    /// <summary>A row as one reads it out: its first cell, then each other cell under its column's name.</summary>
    private static string Row(string[] cells, string[] columns)
    {
        if (columns.Length != cells.Length) return string.Join(" · ", cells);
        var named = cells.Zip(columns).Skip(1).Where(pair => pair.First.Length > 0).Select(pair => $"{pair.Second}: {pair.First}");
        return $"{cells[0]}{RowName}{string.Join("; ", named)}";
    }
}
