namespace Grains.Providers.Documents.Pdf;

/// <summary>Gathers a page's glyphs; knows of marked content: replacement text, and headers and footers that say they are such.</summary>
internal sealed class GlyphCollector(ReadBudget budget)
{
    private const int MaxMarks = 512;

    /// <summary>Glyphs drawn again this near, in ems, are one glyph made bold by drawing it twice.</summary>
    private const double DoubleStrike = 0.08;

    private readonly List<PageGlyph> glyphs = [];
    private readonly Stack<Marked> marks = new();
    private int characters;
    private int ignoredMarks;
    private int marksSeen;

    public List<PageGlyph> Finish()
    {
        while (marks.Count > 0) End();
        return glyphs;
    }

    public void Begin(string? tag, PdfDictionary? properties, PdfFile file)
    {
        if (marks.Count >= MaxMarks)
        {
            ignoredMarks++;
            return;
        }
        var outer = marks.TryPeek(out var parent) ? parent : null;
        var actual = file.Get<PdfString>(properties, "ActualText") is { } text ? PdfTextString.Decode(text.Bytes) : null;
        var pagination = tag == "Artifact" && file.GetName(properties, "Type") == "Pagination";
        marks.Push(new Marked(
            outer?.Replacement ?? (actual is null ? null : new Replacement(actual)),
            Owns: outer?.Replacement is null && actual is not null,
            outer?.IsHidden == true || pagination,
            ++marksSeen));
    }

    public void End()
    {
        if (ignoredMarks > 0) ignoredMarks--;
        else if (marks.TryPop(out var mark) && mark is { Owns: true, Replacement: { Place: { } place } replacement })
        {
            if (GlyphText.Usable(replacement.Text) is { } text) Keep(place with { Text = text });
        }
    }

    /// <param name="place">Maps the glyph's em square, its origin at the baseline, to the page.</param>
    public void Add(PdfGlyph glyph, PdfFont font, in Matrix place)
    {
        var mark = marks.TryPeek(out var top) ? top : null;
        if (mark?.IsHidden == true || (glyph.Text.Length == 0 && mark?.Replacement is null)) return;
        var (x, y) = place.Apply(0, 0);
        var (endX, endY) = font.IsVertical ? place.Apply(0, -glyph.Advance) : place.Apply(glyph.Advance, 0);
        var (alongX, alongY) = font.IsVertical ? (-place.C, -place.D) : (place.A, place.B);
        var along = Math.Sqrt(alongX * alongX + alongY * alongY);
        var size = Math.Sqrt(place.C * place.C + place.D * place.D) * font.EmHeight;
        if (!double.IsFinite(x + y + endX + endY + size) || along <= 0 || size <= 0) return;
        var shown = new PageGlyph(glyph.Text, x, y, endX, endY, size, alongX / along, alongY / along, font.IsBold, mark?.Number ?? 0);
        if (mark?.Replacement is { } replacement)
        {
            replacement.Place = replacement.Place is { } first ? first with { EndX = endX, EndY = endY } : shown;
        }
        else if (!IsDoubleStrike(shown)) Keep(shown);
    }

    private void Keep(in PageGlyph glyph)
    {
        characters += glyph.Text.Length;
        budget.ChargeCharacters(glyph.Text.Length);
        if (characters > budget.Limits.MaxPageCharacters) throw DocumentRejections.TooLarge("characters on a page");
        glyphs.Add(glyph);
    }

    /// <summary>Looks back over the last glyphs only: a line is struck twice at once, or glyph by glyph.</summary>
    private bool IsDoubleStrike(in PageGlyph glyph)
    {
        if (glyph.Text == " ") return false;
        var near = glyph.Size * DoubleStrike;
        for (var i = glyphs.Count - 1; i >= Math.Max(0, glyphs.Count - 160); i--)
        {
            var other = glyphs[i];
            if (Math.Abs(other.X - glyph.X) < near && Math.Abs(other.Y - glyph.Y) < near && other.Text == glyph.Text) return true;
        }
        return false;
    }

    private sealed record Marked(Replacement? Replacement, bool Owns, bool IsHidden, int Number);

    private sealed class Replacement(string text)
    {
        public string Text => text;

        public PageGlyph? Place { get; set; }
    }
}
