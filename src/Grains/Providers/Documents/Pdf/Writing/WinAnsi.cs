using Grains.Providers.Documents.Text;

namespace Grains.Providers.Documents.Pdf.Writing;

/// <summary>The 217 characters that the standard fonts show in WinAnsiEncoding, with Adobe's widths of Helvetica and its bold.</summary>
internal static class WinAnsi
{
    // 0x80 to 0x9F; 0 where the code has no character.
    private static readonly short[] Regular80 =
    [
        556, 0, 222, 556, 333, 1000, 556, 556, 333, 1000, 667, 333, 1000, 0, 611, 0,
        0, 222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500, 333, 944, 0, 500, 667,
    ];

    private static readonly short[] Bold80 =
    [
        556, 0, 278, 556, 500, 1000, 556, 556, 333, 1000, 667, 333, 1000, 0, 611, 0,
        0, 278, 278, 500, 500, 350, 556, 1000, 333, 1000, 556, 333, 944, 0, 500, 667,
    ];

    private static readonly Dictionary<char, byte> Codes = MakeCodes();

    public static byte? CodeOf(int character) => character <= char.MaxValue && Codes.TryGetValue((char)character, out var code) ? code : null;

    /// <summary>In thousandths of the font's size.</summary>
    public static double WidthOf(byte code, bool bold)
    {
        if (code is >= 0x80 and <= 0x9F) return (bold ? Bold80 : Regular80)[code - 0x80];
        return StandardFontWidths.Of(bold ? "Helvetica-Bold" : "Helvetica", ((char)code).ToString());
    }

    private static Dictionary<char, byte> MakeCodes()
    {
        var codes = new Dictionary<char, byte>();
        for (var code = 0x20; code <= 0xFF; code++)
            if (code is not (0x7F or 0xAD) && Windows1252.ToChar((byte)code) is { } character) codes[character] = (byte)code;
        return codes;
    }
}
