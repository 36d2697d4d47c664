namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>Parts a line at gaps that are wide beside its other gaps: there a new column of a table starts.</summary>
internal static class ColumnSplit
{
    /// <summary>In ems; TeX's space after a section's number is 1.0 to 1.13.</summary>
    private const double Wide = 1.04;

    /// <summary>Justified lines have wide gaps, but all of about one width.</summary>
    private const double Outstanding = 2.2;

    public static List<List<PageGlyph>> Split(List<PageGlyph> glyphs, Func<PageGlyph, double> along, Func<PageGlyph, double> length)
    {
        var gaps = Gaps(glyphs, along, length);
        var usual = gaps.Count == 0 ? 0 : gaps.Select(gap => gap.Width).Order().ElementAt((gaps.Count - 1) / 2);
        var breaks = gaps.FindAll(gap => gap.Width > Wide && (gap.Width > usual * Outstanding || (gaps.Count < 4 && usual > Wide)));
        if (breaks.Count == 0 || glyphs.Exists(g => BidiOrder.IsRightToLeft(g.Text))) return [glyphs];
        var pieces = new List<List<PageGlyph>>();
        var from = 0;
        foreach (var (index, _) in breaks)
        {
            var piece = glyphs.GetRange(from, index - from);
            if (from == 0 && breaks.Count == 1 && IsNumberOrMarker(piece)) continue;
            pieces.Add(piece);
            from = index;
        }
        pieces.Add(glyphs.GetRange(from, glyphs.Count - from));
        return pieces;
    }

    /// <summary>The gaps between words, in ems, and the glyph after each.</summary>
    private static List<(int Index, double Width)> Gaps(
        List<PageGlyph> glyphs, Func<PageGlyph, double> along, Func<PageGlyph, double> length)
    {
        var gaps = new List<(int, double)>();
        var before = -1;
        for (var i = 0; i < glyphs.Count; i++)
        {
            if (glyphs[i].Text == " ") continue;
            if (before >= 0)
            {
                var gap = (along(glyphs[i]) - along(glyphs[before]) - length(glyphs[before])) / Math.Max(glyphs[i].Size, glyphs[before].Size);
                if (gap > LineText.WordGap) gaps.Add((i, gap));
            }
            before = i;
        }
        return gaps;
    }

    /// <summary>"2.1   Title" is one line.</summary>
    private static bool IsNumberOrMarker(List<PageGlyph> piece)
    {
        var text = string.Concat(piece.Select(g => g.Text)).Trim();
        return ListMarker.IsOnlyMarker(text) || text.All(c => char.IsDigit(c) || c == '.');
    }
}
