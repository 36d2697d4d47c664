using System.Buffers.Binary;

namespace Grains.Providers.Documents.Pdf;

/// <summary>The 'cmap' of an embedded TrueType font, read backwards: which character a glyph shows.</summary>
internal sealed class TrueTypeMap
{
    private const int MaxSteps = 1 << 18;

    private readonly Dictionary<int, int> characterOfGlyph = [];
    private readonly Dictionary<int, int> glyphOfSymbol = [];
    private int steps;

    /// <summary>Null when the font program has no usable map.</summary>
    public static TrueTypeMap? Read(PdfStream program, PdfFile file)
    {
        try
        {
            var bytes = file.Unpack(program);
            var map = new TrueTypeMap();
            map.ReadTables(bytes);
            return map.characterOfGlyph.Count + map.glyphOfSymbol.Count > 0 ? map : null;
        }
        catch (Exception e) when (e is PdfFormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    public string? TextOf(int glyph) =>
        characterOfGlyph.TryGetValue(glyph, out var character) ? char.ConvertFromUtf32(character) : null;

    /// <summary>The texts of one-byte codes when the PDF names no encoding.</summary>
    public string[] SimpleTexts(bool symbolic)
    {
        var texts = new string[256];
        for (var code = 0; code < 256; code++)
        {
            texts[code] = symbolic && glyphOfSymbol.TryGetValue(code, out var glyph)
                ? TextOf(glyph) ?? PdfEncodings.WinAnsi[code]
                : PdfEncodings.WinAnsi[code];
        }
        return texts;
    }

    private static int Word(ReadOnlySpan<byte> bytes, long at) => BinaryPrimitives.ReadUInt16BigEndian(Slice(bytes, at, 2));

    private static uint Long(ReadOnlySpan<byte> bytes, long at) => BinaryPrimitives.ReadUInt32BigEndian(Slice(bytes, at, 4));

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> bytes, long at, int length) =>
        at >= 0 && at + length <= bytes.Length
            ? bytes.Slice((int)at, length)
            : throw new PdfFormatException("The font's table breaks off.");

    private void ReadTables(ReadOnlySpan<byte> font)
    {
        var tables = Word(font, 4);
        for (var i = 0; i < tables; i++)
        {
            if (!Slice(font, 12 + 16 * i, 4).SequenceEqual("cmap"u8)) continue;
            var start = Long(font, 12 + 16 * i + 8);
            var maps = Word(font, start + 2);
            for (var m = 0; m < Math.Min(maps, 16); m++)
            {
                var at = start + 4 + 8 * m;
                ReadMap(font, start + Long(font, at + 4), Word(font, at), Word(font, at + 2));
            }
        }
    }

    private void ReadMap(ReadOnlySpan<byte> font, long at, int platform, int encoding)
    {
        var unicode = platform == 0 || (platform == 3 && encoding is 1 or 10);
        switch (Word(font, at))
        {
            case 0 when platform == 1:
                for (var code = 0; code < 256; code++) glyphOfSymbol.TryAdd(code, Slice(font, at + 6 + code, 1)[0]);
                break;
            case 4: ReadSegments(font, at, unicode); break;
            case 12 when unicode: ReadGroups(font, at); break;
        }
    }

    private void ReadSegments(ReadOnlySpan<byte> font, long at, bool unicode)
    {
        var segments = Word(font, at + 6) / 2;
        for (var s = 0; s < segments; s++)
        {
            var last = Word(font, at + 14 + 2 * s);
            var first = Word(font, at + 16 + 2 * segments + 2 * s);
            var delta = Word(font, at + 16 + 4 * segments + 2 * s);
            var offsetAt = at + 16 + 6 * segments + 2 * s;
            var offset = Word(font, offsetAt);
            for (var code = first; code <= last && code < 0xFFFF; code++)
            {
                var glyph = offset == 0 ? code : Word(font, offsetAt + offset + 2 * (code - first));
                Add(code, glyph == 0 && offset != 0 ? 0 : (glyph + delta) & 0xFFFF, unicode);
            }
        }
    }

    private void ReadGroups(ReadOnlySpan<byte> font, long at)
    {
        var groups = Long(font, at + 12);
        for (var g = 0L; g < groups; g++)
        {
            var (first, last, glyph) = (Long(font, at + 16 + 12 * g), Long(font, at + 20 + 12 * g), Long(font, at + 24 + 12 * g));
            if (last < first || last - first > MaxSteps) return;
            for (var code = first; code <= last; code++) Add((int)code, (int)Math.Min(glyph + (code - first), int.MaxValue), true);
        }
    }

    private void Add(int code, int glyph, bool unicode)
    {
        if (++steps > MaxSteps) throw new PdfFormatException("The font's map is too long.");
        if (glyph == 0) return;
        if (!unicode) glyphOfSymbol.TryAdd(code & 0xFF, glyph);
        else if (code is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF)) characterOfGlyph.TryAdd(glyph, code);
    }
}
