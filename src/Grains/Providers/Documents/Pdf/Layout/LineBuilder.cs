namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>Puts glyphs together to lines in the order in which they are drawn.</summary>
internal sealed class LineBuilder
{
    /// <summary>In ems: further than this apart on a baseline are two columns or cells.</summary>
    private const double ColumnGap = 1.7;

    /// <summary>The same where the producer marks the two as different pieces of content.</summary>
    private const double MarkedColumnGap = 0.6;

    /// <summary>In ems: how far back a glyph may overlap the one before.</summary>
    private const double Overlap = 0.6;

    private readonly List<TextLine> lines = [];
    private readonly List<PageGlyph> current = [];
    private double right;
    private double left;
    private PageGlyph anchor;

    public static List<TextLine> Build(List<PageGlyph> glyphs)
    {
        var builder = new LineBuilder();
        foreach (var glyph in AccentComposer.Compose(glyphs)) builder.Add(glyph);
        builder.Flush();
        return builder.lines;
    }

    private void Add(in PageGlyph glyph)
    {
        if (current.Count > 0 && !Continues(glyph)) Flush();
        if (current.Count == 0)
        {
            anchor = glyph;
            (left, right) = (double.MaxValue, double.MinValue);
        }
        else if (glyph.Size > anchor.Size * 1.05) anchor = glyph;
        current.Add(glyph);
        left = Math.Min(left, Along(glyph));
        right = Math.Max(right, Along(glyph) + Length(glyph));
    }

    private bool Continues(in PageGlyph glyph)
    {
        if (Math.Abs(glyph.DirectionX - anchor.DirectionX) + Math.Abs(glyph.DirectionY - anchor.DirectionY) > 0.1) return false;
        var em = Math.Max(glyph.Size, anchor.Size);
        var shift = Math.Abs(Across(glyph) - Across(anchor));
        var raised = Math.Min(glyph.Size, anchor.Size) < em * 0.85;
        if (shift > em * (raised ? 0.55 : 0.25)) return false;
        var gap = Along(glyph) - right;
        var wide = em * (glyph.Mark != current[^1].Mark ? MarkedColumnGap : ColumnGap);
        if (gap > -em * Overlap && gap < wide) return true;
        // Text that runs from right to left may be drawn so, too.
        return BidiOrder.IsRightToLeft(glyph.Text) && Math.Abs(left - (Along(glyph) + Length(glyph))) < em;
    }

    private void Flush()
    {
        foreach (var piece in ColumnSplit.Split(current, Along, Length)) AddLine(piece);
        current.Clear();
    }

    private void AddLine(List<PageGlyph> glyphs)
    {
        var text = LineText.Spell(glyphs, Along, out var rightToLeft);
        if (text.Length == 0) return;
        var inked = glyphs.FindAll(g => g.Text != " ");
        lines.Add(new TextLine
        {
            Text = text,
            Left = inked.Min(Along),
            Right = inked.Max(g => Along(g) + Length(g)),
            Baseline = Across(anchor),
            Size = MainSize(inked),
            IsBold = inked.Count(g => g.IsBold) >= inked.Count * 0.9,
            StartsBold = inked[0].IsBold,
            FirstMark = inked[0].Mark,
            LastMark = inked[^1].Mark,
            Angle = (int)Math.Round(Math.Atan2(anchor.DirectionY, anchor.DirectionX) * 180 / Math.PI),
            IsRightToLeft = rightToLeft,
        });
    }

    /// <summary>The size that most of the characters have.</summary>
    private static double MainSize(List<PageGlyph> glyphs) =>
        glyphs.GroupBy(g => Math.Round(g.Size, 1)).MaxBy(group => group.Sum(g => g.Text.Length))!.Key;

    private double Along(PageGlyph glyph) => glyph.X * anchor.DirectionX + glyph.Y * anchor.DirectionY;

    private double Across(PageGlyph glyph) => glyph.Y * anchor.DirectionX - glyph.X * anchor.DirectionY;

    private double Length(PageGlyph glyph) =>
        (glyph.EndX - glyph.X) * anchor.DirectionX + (glyph.EndY - glyph.Y) * anchor.DirectionY;
}
