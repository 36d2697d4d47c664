using System.Text;

namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>Spells a line's glyphs as text; a gap that is wide for the font is a space.</summary>
internal static class LineText
{
    /// <summary>In ems. A space is about 0.25, TeX shrinks it to 0.22; kerning stays under 0.1.</summary>
    public const double WordGap = 0.16;

    /// <summary>When this share of all gaps looks like spaces, the letters are spaced out, not words.</summary>
    private const double SpacedOutShare = 0.6;
    private const int SpacedOutGlyphs = 5;

    /// <param name="along">A glyph's place along the line.</param>
    public static string Spell(List<PageGlyph> glyphs, Func<PageGlyph, double> along, out bool rightToLeft)
    {
        rightToLeft = glyphs.Exists(g => BidiOrder.IsRightToLeft(g.Text));
        var ordered = rightToLeft ? glyphs.OrderBy(along).ToList() : glyphs;
        var limit = GapLimit(ordered);
        var pieces = new List<string>();
        PageGlyph? before = null;
        var space = false;
        foreach (var glyph in ordered)
        {
            if (string.IsNullOrWhiteSpace(glyph.Text))
            {
                space = true;
                continue;
            }
            if (before is { } previous && (space || Gap(previous, glyph) > limit)) pieces.Add(" ");
            pieces.Add(glyph.Text);
            (before, space) = (glyph, false);
        }
        if (rightToLeft) BidiOrder.ToLogical(pieces);
        return Collapse(string.Concat(pieces));
    }

    private static double Gap(in PageGlyph before, in PageGlyph glyph)
    {
        var distance = (glyph.X - before.EndX) * glyph.DirectionX + (glyph.Y - before.EndY) * glyph.DirectionY;
        return distance / Math.Max(before.Size, glyph.Size);
    }

    private static double GapLimit(List<PageGlyph> glyphs)
    {
        var gaps = new List<double>();
        for (var i = 1; i < glyphs.Count; i++)
        {
            if (glyphs[i].Text != " " && glyphs[i - 1].Text != " ") gaps.Add(Gap(glyphs[i - 1], glyphs[i]));
        }
        if (gaps.Count < SpacedOutGlyphs || gaps.Count(gap => gap > WordGap) < gaps.Count * SpacedOutShare) return WordGap;
        gaps.Sort();
        return gaps[gaps.Count / 2] * 1.6;
    }

    private static string Collapse(string text)
    {
        if (!text.Contains("  ", StringComparison.Ordinal)) return text.Trim();
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c != ' ' || (result.Length > 0 && result[^1] != ' ')) result.Append(c);
        }
        return result.ToString().Trim();
    }
}
