using System.Text;

namespace Grains.Providers.Documents.Pdf;

/// <summary>The CMaps that a PDF may only name (ISO 32000-1, 9.7.5.2), as far as they follow from a Unicode form or a code page.</summary>
internal static class PredefinedMaps
{
    public static CharacterMap Identity(bool vertical)
    {
        var map = new CharacterMap { IsVertical = vertical };
        map.AddSpace(new CodeRange(0, 0xFFFF, 2));
        return map;
    }

    /// <summary>How bytes split into codes under a named map.</summary>
    public static CharacterMap Named(string name)
    {
        var vertical = name.EndsWith("-V", StringComparison.Ordinal);
        if (CodePage(name) == 0) return Identity(vertical);
        var map = new CharacterMap { IsVertical = vertical };
        map.AddSpace(new CodeRange(0x00, 0x80, 1));
        if (CodePage(name) == 932) map.AddSpace(new CodeRange(0xA0, 0xDF, 1));
        map.AddSpace(new CodeRange(0x8140, 0xFEFE, 2));
        return map;
    }

    /// <summary>Text of a code under a named map; null where codes are glyph numbers that mean nothing without the font.</summary>
    public static Func<uint, string?>? Decoder(string? name)
    {
        if (name is null) return null;
        if (name.Contains("UCS2", StringComparison.Ordinal) || name.Contains("UTF16", StringComparison.Ordinal))
        {
            return code => code is > 0 and < 0xD800 or > 0xDFFF and <= 0xFFFF ? ((char)code).ToString() : null;
        }
        var page = CodePage(name);
        if (page == 0) return null;
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(
            page, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(""));
        return encoding is null
            ? null
            : code => encoding.GetString(code > 0xFF ? [(byte)(code >> 8), (byte)code] : [(byte)code]);
    }

    private static int CodePage(string name) => name[..Math.Max(0, name.LastIndexOf('-'))] switch
    {
        "GBK-EUC" or "GBKp-EUC" or "GB-EUC" or "GBpc-EUC" => 936,
        "90ms-RKSJ" or "90msp-RKSJ" or "90pv-RKSJ" => 932,
        "ETen-B5" or "ETenms-B5" or "B5pc" => 950,
        "KSCms-UHC" or "KSCms-UHC-HW" or "KSC-EUC" or "KSCpc-EUC" => 949,
        _ => 0,
    };
}
