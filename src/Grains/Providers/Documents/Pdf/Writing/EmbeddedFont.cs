using System.Globalization;
using System.Text;

namespace Grains.Providers.Documents.Pdf.Writing;

/// <summary>A TrueType font as far as a file uses it: a composite font of glyph numbers, with a map back to characters so that text can be copied.</summary>
internal sealed class EmbeddedFont(TrueTypeFile font)
{
    private readonly SortedDictionary<int, int> characters = [];

    public void Use(int glyph, int character) => characters.TryAdd(glyph, character);

    /// <summary>Answers the number of the font's object.</summary>
    public int Write(PdfObjectsWriter file, int index)
    {
        // Six letters before the name say that it is a subset.
        var name = $"GRAIN{(char)('A' + (index % 26))}+Fallback{index.ToString(CultureInfo.InvariantCulture)}";
        var program = font.Subset(characters.Keys);
        var stream = file.AddStream(program, string.Create(CultureInfo.InvariantCulture, $"/Length1 {program.Length}"));
        var box = string.Join(' ', font.Box.Select(side => side.ToString(CultureInfo.InvariantCulture)));
        var descriptor = file.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0 /Ascent {font.Ascent} /Descent {font.Descent} /CapHeight {font.Ascent} /StemV 80 /FontFile2 {stream} 0 R >>"));
        var widths = string.Join(' ', characters.Keys.Select(glyph => string.Create(CultureInfo.InvariantCulture, $"{glyph} [{font.WidthOf(glyph)}]")));
        var descendant = file.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW 1000 /W [{widths}] /CIDToGIDMap /Identity >>"));
        var map = file.AddStream(Encoding.ASCII.GetBytes(Map()));
        return file.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {map} 0 R >>"));
    }

    private string Map()
    {
        var map = new StringBuilder("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """);
        foreach (var part in characters.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var (glyph, character) in part)
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(character)))}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
