using System.Globalization;
using System.Text;

namespace Grains.Providers.Documents.Pdf.Writing;

/// <summary>
/// The fonts of one file. Text of Latin letters is set in Helvetica, which every reader has; a character that it lacks comes from the first of the
/// given fonts that has it, which is embedded as far as it is used; one that none has is shown as a replacement character.
/// </summary>
/// <param name="fallbacks">Asked for only when a character needs one.</param>
internal sealed class PdfFonts(Lazy<IReadOnlyList<TrueTypeFile>> fallbacks)
{
    private const int Replacement = 0xFFFD;

    private readonly Dictionary<int, EmbeddedFont> embedded = [];

    /// <summary>The text as stretches of one font each.</summary>
    public IReadOnlyList<PdfRun> Shape(string text, bool bold)
    {
        var runs = new List<PdfRun>();
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = Find(rune.Value, bold);
            if (runs.Count == 0 || runs[^1].Font != glyph.Font) runs.Add(new PdfRun(glyph.Font));
            runs[^1].Add(glyph.Code, glyph.Width);
        }

        return runs;
    }

    /// <summary>In points.</summary>
    public double Measure(string text, double size, bool bold)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes()) width += Find(rune.Value, bold).Width;
        return width * size / 1000;
    }

    /// <summary>Writes all fonts; answers the entries of the pages' font dictionary.</summary>
    public string Write(PdfObjectsWriter file)
    {
        var entries = new StringBuilder();
        foreach (var (name, font) in new[] { ("F0", "Helvetica"), ("F1", "Helvetica-Bold") })
        {
            var number = file.Add($"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>");
            entries.Append(CultureInfo.InvariantCulture, $"/{name} {number} 0 R ");
        }

        foreach (var (index, font) in embedded.OrderBy(pair => pair.Key))
            entries.Append(CultureInfo.InvariantCulture, $"/{NameOf(index)} {font.Write(file, index)} 0 R ");
        return entries.ToString();
    }

    private static string NameOf(int fallback) => string.Create(CultureInfo.InvariantCulture, $"E{fallback}");

    private (string Font, int Code, double Width) Find(int character, bool bold)
    {
        // Marks that only steer the direction or the joining of text show nothing.
        if (character is 0xAD or 0xFEFF or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x2069)) return ("F0", -1, 0);
        if (WinAnsi.CodeOf(character) is { } code) return (bold ? "F1" : "F0", code, WinAnsi.WidthOf(code, bold));
        if (FindEmbedded(character) is { } found) return found;
        return FindEmbedded(Replacement) ?? (bold ? "F1" : "F0", '?', WinAnsi.WidthOf((byte)'?', bold));
    }

    private (string Font, int Code, double Width)? FindEmbedded(int character)
    {
        for (var index = 0; index < fallbacks.Value.Count; index++)
        {
            var glyph = fallbacks.Value[index].GlyphOf(character);
            if (glyph == 0) continue;
            if (!embedded.TryGetValue(index, out var font)) embedded[index] = font = new EmbeddedFont(fallbacks.Value[index]);
            font.Use(glyph, character);
            return (NameOf(index), glyph, fallbacks.Value[index].WidthOf(glyph));
        }

        return null;
    }
}

/// <summary>A stretch of text in one font.</summary>
internal sealed class PdfRun(string font)
{
    private readonly StringBuilder codes = new();

    public string Font => font;

    /// <summary>In thousandths of the size.</summary>
    public double Width { get; private set; }

    public string Hex => codes.ToString();

    /// <param name="code">Below zero for what shows nothing.</param>
    public void Add(int code, double width)
    {
        if (code < 0) return;
        codes.Append(code.ToString(font[0] == 'F' ? "X2" : "X4", CultureInfo.InvariantCulture));
        Width += width;
    }
}
