namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>TeX's older fonts draw an accent and then the letter under it: the two become one character.</summary>
internal static class AccentComposer
{
    /// <summary>By accent: letters, and the same letters with it. (.NET's own composition is off without culture data.)</summary>
    private static readonly Dictionary<char, (string Letters, string Composed)> Accents = new()
    {
        ['´'] = ("acegilnorsuyzACEGILNORSUYZ", "áćéǵíĺńóŕśúýźÁĆÉǴÍĹŃÓŔŚÚÝŹ"),
        ['`'] = ("aeinouAEINOU", "àèìǹòùÀÈÌǸÒÙ"),
        ['ˆ'] = ("aceghijosuwyACEGHIJOSUWY", "âĉêĝĥîĵôŝûŵŷÂĈÊĜĤÎĴÔŜÛŴŶ"),
        ['¨'] = ("aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"),
        ['˜'] = ("ainouAINOU", "ãĩñõũÃĨÑÕŨ"),
        ['¸'] = ("cegklnrstCEGKLNRST", "çȩģķļņŗşţÇȨĢĶĻŅŖŞŢ"),
        ['ˇ'] = ("acdeghijklnorstuzACDEGHIKLNORSTUZ", "ǎčďěǧȟǐǰǩľňǒřšťǔžǍČĎĚǦȞǏǨĽŇǑŘŠŤǓŽ"),
        ['˘'] = ("aegiouAEGIOU", "ăĕğĭŏŭĂĔĞĬŎŬ"),
        ['˚'] = ("auAU", "åůÅŮ"),
        ['˙'] = ("acegozACEGIOZ", "ȧċėġȯżȦĊĖĠİȮŻ"),
        ['¯'] = ("aeiouyAEIOUY", "āēīōūȳĀĒĪŌŪȲ"),
        ['˝'] = ("ouOU", "őűŐŰ"),
        ['˛'] = ("aeiouAEIOU", "ąęįǫųĄĘĮǪŲ"),
    };

    public static List<PageGlyph> Compose(List<PageGlyph> glyphs)
    {
        if (!glyphs.Exists(IsAccent)) return glyphs;
        var result = new List<PageGlyph>(glyphs.Count);
        for (var i = 0; i < glyphs.Count; i++)
        {
            var glyph = glyphs[i];
            if (i + 1 < glyphs.Count && IsAccent(glyph) && Joined(glyphs[i + 1], glyph) is { } above)
            {
                result.Add(above);
                i++;
            }
            else if (result.Count > 0 && IsAccent(glyph) && Joined(result[^1], glyph) is { } below) result[^1] = below;
            else result.Add(glyph);
        }
        return result;
    }

    private static bool IsAccent(PageGlyph glyph) => glyph.Text.Length == 1 && Accents.ContainsKey(AccentOf(glyph));

    private static char AccentOf(PageGlyph glyph) => glyph.Text[0] switch { '^' => 'ˆ', '~' => '˜', var c => c };

    /// <summary>Null when the accent does not stand over or under the letter, or the two make no character.</summary>
    private static PageGlyph? Joined(in PageGlyph letter, in PageGlyph accent)
    {
        if (letter.Text.Length != 1 || !char.IsLetter(letter.Text[0])) return null;
        var (letterCenter, accentCenter) = ((letter.X + letter.EndX) / 2, (accent.X + accent.EndX) / 2);
        if (Math.Abs(letterCenter - accentCenter) > letter.Size * 0.25 || Math.Abs(letter.Y - accent.Y) > letter.Size) return null;
        var plain = letter.Text[0] switch { 'ı' => 'i', 'ȷ' => 'j', var c => c };
        var (letters, composed) = Accents[AccentOf(accent)];
        var at = letters.IndexOf(plain, StringComparison.Ordinal);
        return at < 0 ? null : letter with { Text = composed[at].ToString() };
    }
}
