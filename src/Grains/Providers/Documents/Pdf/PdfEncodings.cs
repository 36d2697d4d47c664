using Grains.Providers.Documents.Text;

namespace Grains.Providers.Documents.Pdf;

/// <summary>The character sets that the format names (ISO 32000-1, annex D), as 256 strings; empty where a code has no character.</summary>
internal static class PdfEncodings
{
    private const string StandardFrom20 =
        " !\"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_‘abcdefghijklmnopqrstuvwxyz{|}~\0"
        + "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\0–†‡·\0¶•‚„”»…‰\0¿"
        + "\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0Æ\0ª\0\0\0\0ŁØŒº\0\0\0\0\0æ\0\0\0ı\0\0łøœß\0\0\0"
        + "\0";

    private const string MacRomanFrom80 =
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»… ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„"
        + "‰ÂÊÁËÈÍÎÏÌÓÔ\0ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

    private const string SymbolFrom20 =
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\0αβχδεφγηιϕκλµνοπθρστυϖωξψζ{|}∼\0\0"
        + "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\0\0↵ℵℑℜ"
        + "℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑\0\0\0\0\0\0\0\0\0\0\0〉∫⌠\0⌡\0\0\0\0\0\0\0\0\0\0";

    private const string DingbatsFrom20 =
        " ✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞\0\0"
        + "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄"
        + "➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯\0➱➲➳➴➵➶➷➸➹➺➻➼➽➾\0";

    public static string[] Standard { get; } = Table(0x20, StandardFrom20);

    public static string[] MacRoman { get; } = Table(0x20, Ascii + "\0" + MacRomanFrom80);

    public static string[] Symbol { get; } = Table(0x20, SymbolFrom20);

    public static string[] Dingbats { get; } = Table(0x20, DingbatsFrom20);

    /// <summary>Windows-1252, whose unused codes the format shows as bullets.</summary>
    public static string[] WinAnsi { get; } = MakeWinAnsi();

    private static string Ascii => new([.. Enumerable.Range(0x20, 0x5F).Select(code => (char)code)]);

    public static string[]? Named(string? name) => name switch
    {
        "WinAnsiEncoding" => WinAnsi,
        "MacRomanEncoding" => MacRoman,
        "StandardEncoding" => Standard,
        _ => null,
    };

    private static string[] Table(int first, string characters)
    {
        var table = new string[256];
        Array.Fill(table, "");
        for (var i = 0; i < characters.Length; i++)
        {
            if (characters[i] != 0) table[first + i] = characters[i].ToString();
        }
        return table;
    }

    private static string[] MakeWinAnsi()
    {
        var table = new string[256];
        for (var code = 0; code < 256; code++)
        {
            table[code] = code < 0x20 ? "" : (Windows1252.ToChar((byte)code) ?? '•').ToString();
        }
        table[0x7F] = "•";
        return table;
    }
}
