namespace Grains.Providers.Documents.Pdf;

/// <summary>The text of each code of a simple font, from its encoding, its differences and, failing these, its own program.</summary>
internal static class SimpleEncoding
{
    private const int Symbolic = 1 << 2;

    public static string[] Read(PdfDictionary font, PdfDictionary? descriptor, string name, PdfFile file)
    {
        var encoding = file.Resolve(font["Encoding"]);
        var baseName = encoding is PdfName plain ? plain.Value : file.GetName(PdfFile.AsDictionary(encoding), "BaseEncoding");
        var texts = (string[])(PdfEncodings.Named(baseName) ?? Own(font, descriptor, name, file)).Clone();
        if (file.Get<PdfArray>(PdfFile.AsDictionary(encoding), "Differences") is { } differences)
        {
            Apply(differences, texts, file.GetName(font, "Subtype") == "Type3", file);
        }
        return texts;
    }

    /// <summary>The encoding inside the font itself.</summary>
    private static string[] Own(PdfDictionary font, PdfDictionary? descriptor, string name, PdfFile file)
    {
        if (name.Contains("Symbol", StringComparison.Ordinal)) return PdfEncodings.Symbol;
        if (name.Contains("Dingbats", StringComparison.OrdinalIgnoreCase)) return PdfEncodings.Dingbats;
        if (file.Get<PdfStream>(descriptor, "FontFile") is { } type1 && Type1Encoding.Read(type1, file) is { } built) return built;
        if (file.Get<PdfStream>(descriptor, "FontFile2") is { } trueType
            && TrueTypeMap.Read(trueType, file) is { } map)
        {
            return map.SimpleTexts(((file.Get<PdfNumber>(descriptor, "Flags")?.Integer ?? 0) & Symbolic) != 0);
        }
        return file.GetName(font, "Subtype") == "TrueType" ? PdfEncodings.WinAnsi : PdfEncodings.Standard;
    }

    private static void Apply(PdfArray differences, string[] texts, bool type3, PdfFile file)
    {
        var names = new Dictionary<int, string>();
        var code = 0;
        foreach (var item in differences.Items)
        {
            switch (file.Resolve(item))
            {
                case PdfNumber number: code = number.Integer; break;
                case PdfName name when code is >= 0 and < 256: names[code++] = name.Value; break;
            }
        }
        var numbered = NumbersAreCharacters(names.Values);
        foreach (var (at, name) in names)
        {
            texts[at] = GlyphNames.ToText(name)
                ?? (numbered && GlyphNames.Number(name) is { } number ? Numbered(number, type3) : "");
        }
    }

    /// <summary>TeX's bitmap fonts are Type 3, and their symbol font has its bullet at 136.</summary>
    private static string Numbered(int number, bool type3) => type3 && number == 136 ? "•" : PdfEncodings.WinAnsi[number];

    /// <summary>Names that are only numbers, all of them in a character's range, are character codes: old producers wrote g65 for A.</summary>
    private static bool NumbersAreCharacters(IEnumerable<string> names)
    {
        var unknown = names.Where(name => name != ".notdef" && GlyphNames.ToText(name) is null).ToList();
        return unknown.Count > 0 && unknown.All(name => GlyphNames.Number(name) is >= 32 and < 256);
    }
}
