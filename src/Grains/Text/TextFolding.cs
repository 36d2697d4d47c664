using System.Text;

namespace Grains.Text;

/// <summary>
/// Lower case without accents, full-width forms or ligatures. The globalization-invariant runtime normalises nothing outside
/// ASCII, so the part of NFKC that Latin text needs is spelled out here.
/// </summary>
internal static class TextFolding
{
    private const int LatinStart = 0xC0;

    // U+00C0 to U+017F, after lower-casing; '.' keeps the character.
    private const string LatinBase =
        "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll" +
        "lllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>Appends the folded form of one UTF-16 unit; nothing for a combining accent.</summary>
    public static void Append(StringBuilder output, char unit)
    {
        if (unit < 0x80)
        {
            output.Append(char.ToLowerInvariant(unit));
            return;
        }

        switch (unit)
        {
            case >= '\u0300' and <= '\u036F':
                return;
            case >= '\uFF01' and <= '\uFF5E':
                output.Append(char.ToLowerInvariant((char)(unit - 0xFEE0)));
                return;
            case >= '\uFB00' and <= '\uFB06':
                output.Append(Ligature(unit));
                return;
            case 'ß' or 'ẞ':
                output.Append("ss");
                return;
            case 'Æ' or 'æ':
                output.Append("ae");
                return;
            case 'Œ' or 'œ':
                output.Append("oe");
                return;
            case >= '\u00C0' and <= '\u017F' when LatinBase[unit - LatinStart] != '.':
                output.Append(LatinBase[unit - LatinStart]);
                return;
            default:
                output.Append(char.ToLowerInvariant(unit));
                return;
        }
    }

    private static string Ligature(char unit) => unit switch
    {
        '\uFB00' => "ff",
        '\uFB01' => "fi",
        '\uFB02' => "fl",
        '\uFB03' => "ffi",
        '\uFB04' => "ffl",
        _ => "st",
    };
}
