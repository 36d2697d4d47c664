using System.Globalization;
using Grains.Exports;
using Grains.Knowledge;
using Grains.Providers.Documents;
using Grains.Providers.Documents.Pdf.Writing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Providers.Tests.Documents.Pdf;

public sealed class PdfWriterTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Text_is_read_back_in_its_order()
    {
        var read = Read(Write(
            new PrintedHeading(1, "Summary"),
            new PrintedParagraph("Costs rise by 20 % — “more” than 1,000 € a year…"),
            new PrintedList(["First thing", "Second thing"]),
            new PrintedList(["Do this", "Then that"], Numbered: true),
            new PrintedHeading(2, "Sources"),
            new PrintedParagraph("The end.")));

        AssertInOrder(read, "A session", "Summary", "Costs rise by 20 % — “more” than 1,000 € a year…", "First thing", "Second thing", "1.", "Do this", "2.", "Then that", "Sources", "The end.");
    }

    [Fact]
    public void A_long_document_has_numbered_pages_and_loses_no_word()
    {
        // Letters only: what differs in nothing but numbers would be read as a running head.
        var words = Enumerable.Range(1, 4_000)
            .Select(number => "x" + string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')))).ToList();

        var pdf = Write(words.Chunk(80).Select(part => (PrintedBlock)new PrintedParagraph(string.Join(' ', part))).ToArray());
        var document = new DocumentReader().Read(pdf, DocumentKind.Pdf, CancellationToken.None);
        var text = string.Join(' ', document.Blocks.Select(block => block.Text));

        Assert.InRange(document.PageCount, 5, 20);
        Assert.Equal(words, text.Split(' ', '\n').Where(word => word.StartsWith('x')));
        Assert.Equal("A session", document.Title);
    }

    [Fact]
    public void No_line_is_wider_than_the_column()
    {
        var fonts = new PdfFonts(new Lazy<IReadOnlyList<TrueTypeFile>>([]));
        var text = string.Join(' ', Enumerable.Range(0, 200).Select(number => new string((char)('a' + (number % 26)), 1 + (number * 7 % 90))));

        var lines = PdfLines.Break(text, 300, PdfStyle.Body, fonts);

        Assert.All(lines, line => Assert.InRange(fonts.Measure(line, PdfStyle.Body.Size, bold: false), 0, 300.001));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_keeps_its_rows_together_and_repeats_its_header()
    {
        var rows = Enumerable.Range(1, 120).Select(number => (IReadOnlyList<string>)[$"Thing {number} to be done", "high", $"{number} days"]).ToList();

        var table = new PrintedTable([4, 1, 1], ["What", "Priority", "Effort"], rows);
        var pages = new PdfTypesetter(new PdfFonts(new Lazy<IReadOnlyList<TrueTypeFile>>([]))).Set(new PrintedDocument("A session", At, [table]));

        AssertInOrder(Read(Write(table)), "Thing 1 to be done", "Thing 60 to be done", "Thing 120 to be done");
        Assert.InRange(pages.Count, 2, 6);
        Assert.All(pages, page => Assert.Contains($"<{Convert.ToHexString("Priority"u8)}>", page, StringComparison.Ordinal));
    }

    [NeedsFontFact]
    public void Letters_beyond_Latin_come_from_a_font_that_has_them()
    {
        var pdf = Write([NeedsFontFactAttribute.Path!], new PrintedParagraph("Привет, мир. Καλημέρα. Łódź → ∑ latin again."));

        AssertInOrder(Read(pdf), "Привет, мир. Καλημέρα. Łódź → ∑ latin again.");
        Assert.InRange(pdf.Length, 3_000, 120_000);
    }

    [Fact]
    public void A_letter_that_no_font_has_is_replaced()
    {
        var read = Read(Write(["/nowhere/font.ttf"], new PrintedParagraph("Before \U0001F41D and 蜂 after\u0007.")));

        AssertInOrder(read, "Before ? and ? after");
    }

    [Fact]
    public void Bytes_that_are_no_font_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => new TrueTypeFile([]));
        Assert.Throws<InvalidDataException>(() => new TrueTypeFile(new byte[100]));
    }

    [NeedsFontFact]
    public void A_font_that_breaks_off_is_refused()
    {
        var font = File.ReadAllBytes(NeedsFontFactAttribute.Path!);

        Assert.All([20, 300, 5_000, font.Length - 1_000], length => Assert.Throws<InvalidDataException>(() => new TrueTypeFile(font[..length])));
    }

    private static byte[] Write(params PrintedBlock[] blocks) => Write([], blocks);

    private static byte[] Write(string[] fonts, params PrintedBlock[] blocks) =>
        new PdfDocumentWriter(Options.Create(new ExportOptions { Fonts = fonts }), NullLogger<PdfDocumentWriter>.Instance)
            .Write(new PrintedDocument("A session", At, blocks));

    private static string Read(byte[] pdf) =>
        string.Join('\n', new DocumentReader().Read(pdf, DocumentKind.Pdf, CancellationToken.None).Blocks.Select(block => block.Text));

    private static void AssertInOrder(string text, params string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{part}' does not follow in: {text}");
            at = found + part.Length;
        }
    }
}
