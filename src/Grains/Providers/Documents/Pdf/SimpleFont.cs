namespace Grains.Providers.Documents.Pdf;

/// <summary>A font of one-byte codes: Type 1, TrueType or Type 3.</summary>
internal sealed class SimpleFont : PdfFont
{
    private readonly PdfGlyph[] glyphs = new PdfGlyph[256];
    private readonly double emHeight;

    private SimpleFont(string name, bool isBold, double emHeight) : base(name, isBold) => this.emHeight = emHeight;

    public override double EmHeight => emHeight;

    public override PdfGlyph ReadGlyph(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 1;
        return glyphs[bytes[0]];
    }

    public static SimpleFont Open(PdfDictionary dictionary, PdfFile file)
    {
        var name = file.GetName(dictionary, "BaseFont") ?? "";
        var descriptor = file.GetDictionary(dictionary, "FontDescriptor");
        var type3 = file.GetName(dictionary, "Subtype") == "Type3";
        var scale = type3 ? Type3Scale(dictionary, file) : 0.001;
        var font = new SimpleFont(name, FontWeight.IsBold(name, descriptor, file), type3 ? Type3Em(dictionary, file) : 1);
        var texts = SimpleEncoding.Read(dictionary, descriptor, name, file);
        var map = file.Get<PdfStream>(dictionary, "ToUnicode") is { } stream ? FontFactory.ReadMap(stream, file) : null;
        var widths = file.Get<PdfArray>(dictionary, "Widths");
        var first = file.Get<PdfNumber>(dictionary, "FirstChar")?.Integer ?? 0;
        var missing = file.GetNumber(descriptor, "MissingWidth") ?? 0;
        for (var code = 0; code < 256; code++)
        {
            var text = GlyphText.Usable(map?.Text((uint)code)) ?? GlyphText.Usable(texts[code]) ?? "";
            var width = widths is null
                ? StandardFontWidths.Of(name, text)
                : WidthAt(widths, (long)code - first, file) ?? missing;
            font.glyphs[code] = new PdfGlyph(text, width * scale, code == 32);
        }
        return font;
    }

    private static double? WidthAt(PdfArray widths, long index, PdfFile file) =>
        index >= 0 && index < widths.Items.Count ? (file.Resolve(widths.Items[(int)index]) as PdfNumber)?.Value : null;

    private static double Type3Scale(PdfDictionary dictionary, PdfFile file)
    {
        var matrix = file.Get<PdfArray>(dictionary, "FontMatrix");
        var scale = Math.Abs(matrix is { Items.Count: > 0 } ? (file.Resolve(matrix.Items[0]) as PdfNumber)?.Value ?? 0 : 0);
        return scale > 0 ? scale : 0.001;
    }

    /// <summary>Type 3 glyphs may be drawn at any scale: the box around them all says how high an em is, if it is told.</summary>
    private static double Type3Em(PdfDictionary dictionary, PdfFile file)
    {
        var box = file.Get<PdfArray>(dictionary, "FontBBox");
        if (box is not { Items.Count: 4 }) return 1;
        var bottom = (file.Resolve(box.Items[1]) as PdfNumber)?.Value ?? 0;
        var top = (file.Resolve(box.Items[3]) as PdfNumber)?.Value ?? 0;
        var height = Math.Abs(top - bottom) * Type3Scale(dictionary, file);
        return height is > 0.4 and < 2.5 or 0 ? 1 : height;
    }
}
