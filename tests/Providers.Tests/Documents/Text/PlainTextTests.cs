using System.Text;
using Grains.Knowledge;

namespace Providers.Tests.Documents.Text;

public sealed class PlainTextTests
{
    private const string Words = "Füße, señor – “łódź”";

    private static ExtractedDocument Read(byte[] content) => Fixture.Read(content, DocumentKind.Text);

    [Fact]
    public void Every_Unicode_form_is_read()
    {
        byte[][] forms =
        [
            Encoding.UTF8.GetBytes(Words),
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Words)],
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Words)],
            [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Words)],
        ];

        Assert.All(forms, form => Assert.Equal([Words], Read(form).Texts()));
    }

    [Fact]
    public void What_is_not_UTF8_is_Windows_1252() =>
        Assert.Equal(["€ 20 – “Grüße”…"], Read([0x80, .. " 20 "u8, 0x96, .. " "u8, 0x93, .. "Gr"u8, 0xFC, 0xDF, .. "e"u8, 0x94, 0x85]).Texts());

    [Fact]
    public void Blank_lines_part_paragraphs_and_form_feeds_part_pages()
    {
        var document = Read("First\r\nstill first\r\n\r\n \r\nSecond\f\n\nThird\n\f"u8.ToArray());

        Assert.Equal(2, document.PageCount);
        Assert.Equal(["First\nstill first", "Second"], document.Page(1));
        Assert.Equal(["Third"], document.Page(2));
    }

    [Fact]
    public void Text_without_form_feeds_has_no_pages()
    {
        var document = Read("One page"u8.ToArray());

        Assert.Equal(0, document.PageCount);
        Assert.Null(document.Blocks[0].Page);
    }

    [Theory]
    [InlineData(new byte[] { 65, 0, 66 })]
    [InlineData(new byte[] { 0x81, 0x8D, 0x90 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 })]
    [InlineData(new byte[] { 1, 2, 3, 4, 65 })]
    public void Bytes_that_are_no_text_are_refused(byte[] content) =>
        Assert.Equal("document.not_text", Fixture.RefusalOf(content, DocumentKind.Text));

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n\t\f\n")]
    public void Nothing_but_blanks_is_refused(string content) =>
        Assert.Equal("document.no_text", Fixture.RefusalOf(Encoding.UTF8.GetBytes(content), DocumentKind.Text));

    [Fact]
    public void More_text_than_allowed_is_refused() =>
        Assert.Equal(
            "document.too_large",
            Fixture.RefusalOf(new byte[2000].Select(_ => (byte)'a').ToArray(), DocumentKind.Text, new DocumentLimits { MaxCharacters = 1999 }));
}
