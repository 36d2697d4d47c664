using System.Text;

namespace Grains.Providers.Documents.Pdf;

/// <summary>Cleans what a font says a glyph shows.</summary>
internal static class GlyphText
{
    private const char ShyHyphen = '\u00AD';

    /// <summary>The text without controls, its ligatures spelled out; null when nothing readable is left.</summary>
    public static string? Usable(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (text.Length == 1 && text[0] is >= '!' and <= '~') return text;
        var clean = new StringBuilder(text.Length);
        foreach (var c in text) Append(clean, c);
        return clean.Length == 0 ? null : clean.ToString();
    }

    private static void Append(StringBuilder clean, char c)
    {
        switch (c)
        {
            case '\uFB00': clean.Append("ff"); break;
            case '\uFB01': clean.Append("fi"); break;
            case '\uFB02': clean.Append("fl"); break;
            case '\uFB03': clean.Append("ffi"); break;
            case '\uFB04': clean.Append("ffl"); break;
            case '\uFB05' or '\uFB06': clean.Append("st"); break;
            case '\u00A0' or '\t' or >= '\u2000' and <= '\u200A' or '\u202F' or '\u3000': clean.Append(' '); break;
            case '\uF0B7' or '\uF0A7': clean.Append('•'); break; // the bullets of Symbol and Wingdings
            case ShyHyphen: clean.Append(c); break;
            case >= '\u200B' and <= '\u200D' or '\uFEFF' or '\uFFFD' or '\u2060': break;
            case >= '\uE000' and <= '\uF8FF': break; // private use: only the font knows
            default:
                if (!char.IsControl(c)) clean.Append(c);
                break;
        }
    }
}
