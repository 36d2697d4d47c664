using Grains.Knowledge;

namespace Providers.Tests.Documents.Pdf;

/// <summary>Files made to hurt: each ends in a refusal or in text, soon, and never in anything else.</summary>
public sealed class HostilePdfTests
{
    private const string Refused = "document.too_large";

    [Fact]
    public void A_stream_that_unpacks_beyond_the_limit_is_refused()
    {
        var bomb = TestPdf.Deflate(new byte[80 << 20]);

        Assert.Equal(Refused, Fixture.RefusalOf(TestPdf.OnePage(bomb, streamEntries: "/Filter/FlateDecode").Finish(), DocumentKind.Pdf));
    }

    [Fact]
    public void Filters_packed_into_one_another_are_refused()
    {
        var bomb = TestPdf.Deflate(TestPdf.Deflate(TestPdf.Deflate(new byte[60 << 20])));

        Assert.Equal(
            Refused,
            Fixture.RefusalOf(TestPdf.OnePage(bomb, streamEntries: "/Filter[/FlateDecode/FlateDecode/FlateDecode]").Finish(), DocumentKind.Pdf));
    }

    [Fact]
    public void Forms_that_draw_forms_ten_times_each_are_refused()
    {
        var pdf = TestPdf.OnePage("/A Do", resources: "/XObject<</A 10 0 R>>");
        for (var i = 10; i < 20; i++)
        {
            pdf.AddStream(i, string.Concat(Enumerable.Repeat("/A Do ", 30)), $"/Subtype/Form/Resources<</XObject<</A {i + 1} 0 R>>>>");
        }
        pdf.AddStream(20, TestPdf.Lines("x"), "/Subtype/Form/Resources<</Font<</F1 5 0 R>>>>");

        Assert.Equal(Refused, Fixture.RefusalOf(pdf.Finish(), DocumentKind.Pdf));
    }

    [Fact]
    public void A_form_that_draws_itself_ends()
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines("Plain text") + " /A Do", resources: "/XObject<</A 10 0 R>>");
        pdf.AddStream(10, "/A Do", "/Subtype/Form/Resources<</XObject<</A 10 0 R>>>>");

        Assert.Equal(["Plain text"], Fixture.Read(pdf.Finish(), DocumentKind.Pdf).Texts());
    }

    [Theory]
    [InlineData("[")]
    [InlineData("<<")]
    [InlineData("<</A")]
    [InlineData("(")]
    public void Endless_nesting_ends(string open)
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines("Plain text") + " " + string.Concat(Enumerable.Repeat(open, 200_000)));
        pdf.Add(8, string.Concat(Enumerable.Repeat(open, 200_000)));

        Assert.Equal(["Plain text"], Fixture.Read(pdf.Finish("/Info 8 0 R"), DocumentKind.Pdf).Texts());
    }

    [Fact]
    public void Lengths_that_refer_to_one_another_end()
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines("Plain text"));
        for (var i = 10; i < 3000; i++) pdf.Add(i, $"<</Length {i + 1} 0 R>>\nstream\nx\nendstream");

        Assert.Equal(["Plain text"], Fixture.Read(pdf.Finish("/Info 10 0 R"), DocumentKind.Pdf).Texts());
    }

    [Fact]
    public void References_in_a_ring_are_nothing()
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines("Plain text")).Add(8, "9 0 R").Add(9, "8 0 R");

        Assert.Equal(["Plain text"], Fixture.Read(pdf.Finish("/Info 8 0 R"), DocumentKind.Pdf).Texts());
    }

    [Fact]
    public void A_page_tree_deeper_than_any_document_ends()
    {
        var pdf = new TestPdf().Add(1, "<</Type/Catalog/Pages 2 0 R>>");
        for (var i = 2; i < 20_000; i++) pdf.Add(i, $"<</Type/Pages/Kids[{i + 1} 0 R]>>");

        Assert.Equal("document.damaged", Fixture.RefusalOf(pdf.Finish(), DocumentKind.Pdf));
    }

    [Fact]
    public void More_pages_than_allowed_are_refused()
    {
        var kids = string.Concat(Enumerable.Range(10, 30).Select(i => $"{i} 0 R "));
        var pdf = new TestPdf().Add(1, "<</Type/Catalog/Pages 2 0 R>>").Add(2, $"<</Type/Pages/Kids[{kids}]>>");
        for (var i = 10; i < 40; i++) pdf.Add(i, "<</Type/Page/Parent 2 0 R>>");

        Assert.Equal(Refused, Fixture.RefusalOf(pdf.Finish(), DocumentKind.Pdf, new DocumentLimits { MaxPages = 29 }));
    }

    [Fact]
    public void More_text_than_allowed_is_refused()
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines([.. Enumerable.Repeat("twelve chars", 100)])).Finish();

        Assert.Equal(Refused, Fixture.RefusalOf(pdf, DocumentKind.Pdf, new DocumentLimits { MaxCharacters = 1000 }));
        Assert.Equal(Refused, Fixture.RefusalOf(pdf, DocumentKind.Pdf, new DocumentLimits { MaxPageCharacters = 1000 }));
    }

    [Fact]
    public void A_table_that_promises_billions_of_objects_is_read_as_it_is()
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines("Plain text")).Write("xref\n0 2147483647\n0000000000 65535 f \ntrailer\n<<>>\nstartxref\n0\n%%EOF").Bytes();

        Assert.Equal(["Plain text"], Fixture.Read(pdf, DocumentKind.Pdf).Texts());
    }

    [Fact]
    public void A_map_that_covers_all_codes_costs_nothing()
    {
        var pdf = TestPdf.OnePage("BT /F2 12 Tf 72 700 Td <00410042> Tj ET", "/F2 6 0 R");
        pdf.Add(6, "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[<</W[0 2147483647 500]>>]>>");
        pdf.AddStream(7, "1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <00000000> <FFFFFFFF> <0000> <0000> <FFFF> <0000> endbfrange");

        Assert.Equal(["AB"], Fixture.Read(pdf.Finish(), DocumentKind.Pdf).Texts());
    }

    [Fact]
    public void Streams_without_an_end_are_not_searched_for_ever()
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines("Plain text"));
        for (var i = 10; i < 2000; i++) pdf.Write($"{i} 0 obj\n<</Type/ObjStm/N 1/First 1/Length 5>>\nstream\n");

        var texts = Fixture.Read(pdf.Bytes(), DocumentKind.Pdf).Texts();

        Assert.Equal(["Plain text"], texts);
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var reader = new Grains.Providers.Documents.DocumentReader();
        var pdf = TestPdf.OnePage(TestPdf.Lines("Plain text")).Finish();

        Assert.Throws<OperationCanceledException>(() => reader.Read(pdf, DocumentKind.Pdf, stop.Token));
    }
}
