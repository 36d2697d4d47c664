using System.Text;
using Grains.Knowledge;

namespace Providers.Tests.Documents.Pdf;

/// <summary>From codes to characters, by every way a font may tell them.</summary>
public sealed class FontTests
{
    private const string MapHead = "1 begincodespacerange <0000> <FFFF> endcodespacerange ";

    private static string Read(string shown, string font, params (int Number, string Bytes)[] streams)
    {
        var pdf = TestPdf.OnePage($"BT /F2 12 Tf 72 700 Td {shown} Tj ET", "/F2 6 0 R").Add(6, font);
        foreach (var (number, bytes) in streams) pdf.AddStream(number, bytes);
        return string.Join('\n', Fixture.Read(pdf.Finish(), DocumentKind.Pdf).Texts());
    }

    private static string ReadComposite(string shown, string map, string encoding = "/Identity-H") =>
        Read(
            shown,
            $"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding {encoding}/ToUnicode 7 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/DW 600>>]>>",
            (7, map));

    [Theory]
    [InlineData("/WinAnsiEncoding", "<80939496E9>", "€“”–é")]
    [InlineData("/MacRomanEncoding", "<8EA5D2D3DE>", "é•“”fi")]
    [InlineData("/StandardEncoding", "<AAAEBAB127>", "“fi”–’")]
    [InlineData("<</Differences[65/eacute/ffi 67/uni0142/u1F41D/T_h/germandbls/afii10017]>>", "(ABCDEFG)", "éffił🐝ThßА")]
    [InlineData("<</BaseEncoding/WinAnsiEncoding/Differences[1/g72/g105]>>", "<0102>", "Hi")]
    [InlineData("<</Differences[65/g3000/Hello.alt/a.sc]>>", "(ABC)", "a")]
    public void Simple_fonts_follow_their_encoding(string encoding, string shown, string expected) =>
        Assert.Equal(expected, Read(shown, $"<</Type/Font/Subtype/Type1/BaseFont/X/Encoding{encoding}>>"));

    [Fact]
    public void The_symbol_font_is_Greek() =>
        Assert.Equal("αβγ≤∞", Read("<616267A3A5>", "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>"));

    [Fact]
    public void A_map_to_Unicode_wins_over_the_encoding() =>
        Assert.Equal("zebra", Read(
            "(ABCDE)",
            "<</Type/Font/Subtype/TrueType/BaseFont/X/Encoding/WinAnsiEncoding/ToUnicode 7 0 R>>",
            (7, "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <41> <45> [<007A> <0065> <0062> <0072> <0061>] endbfrange")));

    [Fact]
    public void Both_forms_of_ranges_single_characters_and_pairs_of_surrogates_are_mapped() =>
        Assert.Equal("abcXY🐝🐞ffi", ReadComposite(
            "<0001000200030010001100200021 0030>",
            MapHead
            + "2 beginbfrange <0001> <0003> <0061> <0010> <0011> [<0058> <0059>] endbfrange "
            + "1 beginbfrange <0020> <0021> <D83DDC1D> endbfrange 1 beginbfchar <0030> <FB03> endbfchar"));

    [Fact]
    public void An_embedded_map_of_mixed_lengths_splits_the_bytes() =>
        Assert.Equal("a水b", Read(
            "<41 8140 42>",
            "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 8 0 R/ToUnicode 7 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/DW 1000>>]>>",
            (7, "3 beginbfchar <41> <0061> <42> <0062> <8140> <6C34> endbfchar"),
            (8, "2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange 1 begincidrange <8140> <8150> 633 endcidrange")));

    [Theory]
    [InlineData("/UniGB-UCS2-H", "<6C345E73>", "水平")]
    [InlineData("/GBK-EUC-H", "<CBAEC6BD 41>", "水平A")]
    [InlineData("/90ms-RKSJ-H", "<8385838A>", "ュリ")]
    public void Named_maps_of_East_Asian_scripts_need_no_Unicode_map(string encoding, string shown, string expected) =>
        Assert.Equal(expected, Read(
            shown,
            $"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding{encoding}/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/DW 1000>>]>>"));

    [Fact]
    public void Vertical_writing_is_one_line()
    {
        var text = ReadComposite("<0001000200030004>", MapHead + "1 beginbfrange <0001> <0004> <6771> endbfrange", "/Identity-V");

        Assert.Equal("東杲杳杴", text);
    }

    [Fact]
    public void Widths_tell_where_words_end()
    {
        const string Content = "BT /F2 10 Tf 72 700 Td [(wide) -300 (gap) -50 (kern)] TJ ET";
        var pdf = TestPdf.OnePage(Content, "/F2 6 0 R")
            .Add(6, "<</Type/Font/Subtype/TrueType/BaseFont/X/Encoding/WinAnsiEncoding/FirstChar 97/Widths[" + string.Join(' ', Enumerable.Repeat(500, 26)) + "]>>");

        Assert.Equal(["wide gapkern"], Fixture.Read(pdf.Finish(), DocumentKind.Pdf).Texts());
    }

    [Fact]
    public void A_font_without_a_Unicode_map_is_read_by_its_own_character_table()
    {
        var pdf = TestPdf.OnePage("BT /F2 12 Tf 72 700 Td <00050006> Tj ET", "/F2 6 0 R");
        pdf.Add(6, "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2/DW 600/CIDToGIDMap/Identity/FontDescriptor<</FontFile2 7 0 R>>>>]>>");
        pdf.AddStream(7, TrueTypeWithMap());

        Assert.Equal(["hi"], Fixture.Read(pdf.Finish(), DocumentKind.Pdf).Texts());
    }

    [Fact]
    public void A_Type_1_program_tells_its_own_encoding()
    {
        const string Program = "%!PS-AdobeFont\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 1 /ffl put\ndup 2 /uacute put\nreadonly def\ncurrentfile eexec";

        Assert.Equal("fflú", Read("<0102>", "<</Type/Font/Subtype/Type1/BaseFont/X/FontDescriptor<</FontFile 7 0 R>>>>", (7, Program)));
    }

    /// <summary>A font program that holds nothing but a format 12 table: glyph 5 is h, glyph 6 is i.</summary>
    private static byte[] TrueTypeWithMap()
    {
        var font = new List<byte>();
        void Word(int value) => font.AddRange([(byte)(value >> 8), (byte)value]);
        void Long(int value)
        {
            Word(value >> 16);
            Word(value & 0xFFFF);
        }
        Long(0x00010000);
        foreach (var value in (int[])[1, 16, 0, 0]) Word(value);
        font.AddRange(Encoding.ASCII.GetBytes("cmap"));
        foreach (var value in (int[])[0, 28, 40]) Long(value);
        foreach (var value in (int[])[0, 1, 3, 10]) Word(value);
        Long(12);
        Word(12);
        Word(0);
        foreach (var value in (int[])[28, 0, 1, 'h', 'i', 5]) Long(value);
        return [.. font];
    }
}
