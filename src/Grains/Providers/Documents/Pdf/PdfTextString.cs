using System.Text;

namespace Grains.Providers.Documents.Pdf;

/// <summary>Text outside of pages, such as titles (ISO 32000-1, 7.9.2.2).</summary>
internal static class PdfTextString
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF) return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes.Length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE) return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF)
        {
            return Encoding.UTF8.GetString(bytes[3..]);
        }
        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes) text.Append(FromDocEncoding(b));
        return text.ToString();
    }

    /// <summary>PDFDocEncoding is Latin-1 with its own characters at 0x18 to 0x1F and 0x80 to 0xA0.</summary>
    private static char FromDocEncoding(byte b) => b switch
    {
        >= 0x18 and <= 0x1F => "˘ˇˆ˙˝˛˚˜"[b - 0x18],
        >= 0x80 and <= 0xA0 => "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž €"[b - 0x80],
        _ => (char)b,
    };
}
