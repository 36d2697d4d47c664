using System.Text;
using Grains.Knowledge;

namespace Providers.Tests.Documents;

public sealed class DocumentKindDetectorTests
{
    [Theory]
    [InlineData("chromium-library.pdf", DocumentKind.Pdf)]
    [InlineData("libreoffice-hiking.docx", DocumentKind.Docx)]
    [InlineData("README.md", DocumentKind.Markdown)]
    public void Name_and_content_together_tell_the_kind(string file, DocumentKind expected)
    {
        var content = Fixture.Load(file);

        Assert.Equal(expected, DocumentKindDetector.Detect(file.ToUpperInvariant(), content));
        Assert.Equal(expected, DocumentKindDetector.Detect(file, content.AsSpan(0, Math.Min(300, content.Length))));
    }

    [Theory]
    [InlineData("notes.pdf", "Just some text")]
    [InlineData("notes.docx", "Just some text")]
    [InlineData("notes.txt", "%PDF-1.7 and so on")]
    [InlineData("notes.md", "PK\u0003\u0004 and so on")]
    [InlineData("notes.txt", "with a \0 inside")]
    [InlineData("notes.exe", "Just some text")]
    [InlineData("notes", "Just some text")]
    public void A_name_that_does_not_fit_the_content_is_no_kind(string name, string content) =>
        Assert.Null(DocumentKindDetector.Detect(name, Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void A_whole_zip_without_a_Word_document_is_no_kind()
    {
        byte[] empty = [.. "PK\u0003\u0004"u8, .. new byte[60], .. "PK\u0005\u0006"u8, .. new byte[18]];

        Assert.Null(DocumentKindDetector.Detect("a.docx", empty));
    }

    [Fact]
    public void A_text_cut_inside_a_character_is_still_text()
    {
        var bytes = Encoding.UTF8.GetBytes("Москва");

        Assert.Equal(DocumentKind.Text, DocumentKindDetector.Detect("a.txt", bytes.AsSpan(0, bytes.Length - 1)));
    }

    [Fact]
    public void Text_in_UTF16_is_text() =>
        Assert.Equal(DocumentKind.Text, DocumentKindDetector.Detect("a.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Grüße")]));
}
