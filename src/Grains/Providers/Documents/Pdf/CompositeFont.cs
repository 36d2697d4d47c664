namespace Grains.Providers.Documents.Pdf;

/// <summary>A font of codes of several bytes (Type 0), with its one descendant.</summary>
internal sealed class CompositeFont : PdfFont
{
    private const double DefaultWidth = 1000;
    private const int MaxKnown = 100_000;

    private readonly CharacterMap codes;
    private readonly CharacterMap? texts;
    private readonly CompositeWidths widths;
    private readonly Func<uint, int, string?> otherwise;
    private readonly Dictionary<uint, PdfGlyph> known = [];

    private CompositeFont(
        string name, bool isBold, CharacterMap codes, CharacterMap? texts, CompositeWidths widths, Func<uint, int, string?> otherwise)
        : base(name, isBold)
    {
        this.codes = codes;
        this.texts = texts;
        this.widths = widths;
        this.otherwise = otherwise;
    }

    public override bool IsVertical => codes.IsVertical;

    public static CompositeFont Open(PdfDictionary dictionary, PdfFile file)
    {
        var name = file.GetName(dictionary, "BaseFont") ?? "";
        var descendant = file.Get<PdfArray>(dictionary, "DescendantFonts") is { Items.Count: > 0 } fonts
            ? PdfFile.AsDictionary(file.Resolve(fonts.Items[0])) ?? PdfDictionary.Empty
            : PdfDictionary.Empty;
        var descriptor = file.GetDictionary(descendant, "FontDescriptor");
        var encoding = file.Resolve(dictionary["Encoding"]);
        var codes = encoding is PdfStream stream
            ? FontFactory.ReadMap(stream, file) ?? PredefinedMaps.Identity(false)
            : PredefinedMaps.Named((encoding as PdfName)?.Value ?? "Identity-H");
        var texts = file.Get<PdfStream>(dictionary, "ToUnicode") is { } map ? FontFactory.ReadMap(map, file) : null;
        return new CompositeFont(
            name,
            FontWeight.IsBold(name, descriptor, file),
            codes,
            texts,
            CompositeWidths.Read(descendant, file.GetNumber(descendant, "DW") ?? DefaultWidth, file),
            Fallback((encoding as PdfName)?.Value, descendant, descriptor, file));
    }

    public override PdfGlyph ReadGlyph(ReadOnlySpan<byte> bytes, out int length)
    {
        var code = codes.ReadCode(bytes, out length);
        if (known.TryGetValue(code, out var glyph)) return glyph;
        var number = codes.Glyph(code) ?? (int)Math.Min(code, int.MaxValue);
        var text = GlyphText.Usable(texts?.Text(code)) ?? GlyphText.Usable(otherwise(code, number)) ?? "";
        var advance = codes.IsVertical ? 1 : widths.Of(number) / 1000;
        glyph = new PdfGlyph(text, advance, length == 1 && code == 32);
        if (known.Count < MaxKnown) known[code] = glyph;
        return glyph;
    }

    /// <summary>How to know a glyph's text when there is no map to Unicode: by a named encoding, or by the font program's own map.</summary>
    private static Func<uint, int, string?> Fallback(
        string? encoding, PdfDictionary descendant, PdfDictionary? descriptor, PdfFile file)
    {
        if (PredefinedMaps.Decoder(encoding) is { } decode) return (code, _) => decode(code);
        var plain = file.Resolve(descendant["CIDToGIDMap"]) is null or PdfName { Value: "Identity" };
        if (plain && file.Get<PdfStream>(descriptor, "FontFile2") is { } program && TrueTypeMap.Read(program, file) is { } map)
        {
            return (_, glyph) => map.TextOf(glyph);
        }
        return (_, _) => null;
    }
}
