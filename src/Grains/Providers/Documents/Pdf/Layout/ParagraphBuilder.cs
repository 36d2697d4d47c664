namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>Puts the lines of a page together to paragraphs and table rows by where they stand.</summary>
internal sealed class ParagraphBuilder(List<TextLine> lines, BodyMeasure body, Hyphenation hyphenation)
{
    private const int MaxCellLines = 12;
    private const int MaxCellCharacters = 600;
    private const int MaxParagraphCharacters = 20_000;

    /// <summary>How many lines before and after tell how wide the column is.</summary>
    private const int Nearby = 8;

    /// <summary>A line that leaves this share of the column empty is the last of its paragraph.</summary>
    private const double HalfEmpty = 0.45;

    private readonly List<Paragraph> paragraphs = [];
    private List<TextCell> row = [];

    public static List<Paragraph> Build(List<TextLine> lines, BodyMeasure body, Hyphenation hyphenation)
    {
        var builder = new ParagraphBuilder(lines, body, hyphenation);
        for (var i = 0; i < lines.Count; i++) builder.Add(lines[i], i);
        builder.Flush();
        return builder.paragraphs;
    }

    private void Add(TextLine line, int index)
    {
        if (row.Count > 0 && !Place(line, index)) Flush();
        if (row.Count == 0) row.Add(new TextCell(line));
    }

    /// <summary>Puts the line into the open row. False when it starts another.</summary>
    private bool Place(TextLine line, int index)
    {
        var cell = row[^1];
        if (line.Angle != cell.Last.Angle) return false;
        if (IsBeside(cell, line))
        {
            if (cell.Lines.Count == 1 && ListMarker.IsOnlyMarker(cell.Last.Text)) cell.TakeAfterMarker(line);
            else row.Add(new TextCell(line));
            return true;
        }
        if (row.Count > 1 ? !ContinuesCell(cell, line) : !ContinuesParagraph(cell, line, index)) return false;
        cell.Lines.Add(line);
        return true;
    }

    /// <summary>Right of all that the open cell holds, at a height within it.</summary>
    private static bool IsBeside(TextCell cell, TextLine line)
    {
        var em = Math.Max(line.Size, cell.Last.Size);
        if (cell.Lines.Count > MaxCellLines || cell.Characters > MaxCellCharacters) return false;
        return line.Left >= cell.Right - em * 0.3
            && line.Baseline >= cell.Last.Baseline - em * 0.35
            && line.Baseline <= cell.Top + em * (cell.Lines.Count == 1 ? 0.35 : 0.5);
    }

    private bool ContinuesCell(TextCell cell, TextLine line)
    {
        var drop = cell.Last.Baseline - line.Baseline;
        return drop > line.Size * 0.5 && drop < Reach(line)
            && line.Left >= cell.Left - line.Size * 0.5 && line.Left < cell.Right + line.Size * 3
            && cell.Lines.Count <= MaxCellLines;
    }

    private double Reach(TextLine line) => line.Size * (Math.Max(body.Pitch, 1.15) * 1.16 + 0.04);

    private bool ContinuesParagraph(TextCell cell, TextLine line, int index)
    {
        var last = cell.Last;
        var drop = last.Baseline - line.Baseline;
        if (drop < line.Size * 0.5 || drop > Reach(line)) return false;
        if (Math.Abs(line.Size - last.Size) > Math.Max(line.Size, last.Size) * 0.08) return false;
        if (line.Left > cell.Right || line.Right < cell.Left || cell.Characters > MaxParagraphCharacters) return false;
        if (cell.IsBold && !line.StartsBold) return false;
        if (StartsItem(cell, line)) return false;
        if (line.IsRightToLeft || IsCentred(cell, line)) return true;
        return IsAligned(cell, line) && !WasEnded(cell, line, index);
    }

    private static bool IsCentred(TextCell cell, TextLine line) =>
        Math.Abs(line.Center - cell.Last.Center) < line.Size * 0.3 && Math.Abs(line.Left - cell.Last.Left) > line.Size * 0.3;

    /// <summary>Whether the last line ended although the next word had room in it: who sets text goes on while there is room.</summary>
    private bool WasEnded(TextCell cell, TextLine line, int index)
    {
        var last = cell.Last;
        var right = cell.Right;
        for (var i = Math.Max(0, index - Nearby); i < Math.Min(lines.Count, index + Nearby); i++)
        {
            var other = lines[i];
            if (Math.Abs(other.Left - line.Left) < line.Size * 0.5 && Math.Abs(other.Size - line.Size) < 0.5) right = Math.Max(right, other.Right);
        }
        var room = right - last.Right;
        if (last.Text[^1] is '-' or '\u2010' or '\u00AD' || room < line.FirstWord + line.Size * 0.3) return false;
        return last.LastMark != line.FirstMark || last.Text[^1] is '.' or '!' or '?' or ':' or ';' || room > (right - last.Left) * HalfEmpty;
    }

    private static bool StartsItem(TextCell cell, TextLine line) =>
        ListMarker.StartsWithBullet(line.Text) || ListMarker.IsOnlyMarker(line.Text)
        || (ListMarker.StartsWithNumber(line.Text)
            && (ListMarker.StartsWithNumber(cell.First.Text) || cell.Last.Text[^1] is '.' or ':' or ';' or '!' or '?'));

    private static bool IsAligned(TextCell cell, TextLine line)
    {
        var em = line.Size;
        var indent = line.Left - cell.Last.Left;
        if (ListMarker.StartsWithBullet(cell.First.Text) || ListMarker.StartsWithNumber(cell.First.Text))
        {
            return line.Left >= cell.First.Left - em * 0.3;
        }
        if (indent > em * 0.7) return false;
        return indent >= -em * 0.7 || (cell.Lines.Count == 1 && indent > -em * 5);
    }

    private void Flush()
    {
        if (row.Count == 0) return;
        var text = string.Join(" | ", row.Select(cell => hyphenation.Join(cell.Lines.Select(l => l.Text))));
        var first = row[0].First;
        paragraphs.Add(new Paragraph(text, first.Size, row.TrueForAll(c => c.IsBold), row.Max(c => c.Lines.Count), row.Count));
        row = [];
    }
}
