using System.Text;
using Grains.Knowledge;

namespace Providers.Tests.Documents.Pdf;

/// <summary>How objects are found: tables, streams, updates, and files where these are wrong.</summary>
public sealed class StructureTests
{
    private const string Sentence = "The kettle is on the stove";

    private static string[] Texts(byte[] pdf) => Fixture.Read(pdf, DocumentKind.Pdf).Texts();

    [Fact]
    public void A_file_with_a_classic_table_is_read()
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines(Sentence)).Finish();

        Assert.Equal([Sentence], Texts(pdf));
    }

    [Fact]
    public void Bytes_before_the_header_do_not_matter()
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines(Sentence)).Finish();

        Assert.Equal([Sentence], Texts([.. "junk before\r\n"u8, .. pdf]));
    }

    [Fact]
    public void A_later_update_replaces_a_page_and_keeps_the_rest()
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines("The old text"));
        var previous = pdf.WriteTable();
        pdf.AddStream(4, TestPdf.Lines("The new text"));

        Assert.Equal(["The new text"], Texts(pdf.Finish($"/Prev {previous}")));
    }

    [Fact]
    public void A_freed_object_is_gone()
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines(Sentence)).Add(6, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>");
        pdf.Add(2, "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>");
        var previous = pdf.WriteTable();
        var start = pdf.Length;
        pdf.Write($"xref\n6 1\n0000000000 00001 f \ntrailer\n<</Root 1 0 R/Prev {previous}>>\nstartxref\n{start}\n%%EOF");

        Assert.Equal(1, Fixture.Read(pdf.Bytes(), DocumentKind.Pdf).PageCount);
    }

    [Fact]
    public void A_chain_of_tables_that_bites_its_tail_ends()
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines(Sentence));
        var here = pdf.Length;

        Assert.Equal([Sentence], Texts(pdf.Finish($"/Prev {here}")));
    }

    [Fact]
    public void Objects_in_an_object_stream_are_found_by_a_cross_reference_stream_with_a_predictor()
    {
        var pdf = new TestPdf();
        var (catalog, pages) = ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>");
        var header = $"1 0 2 {catalog.Length + 1} ";
        pdf.Add(3, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>");
        pdf.AddStream(4, TestPdf.Lines(Sentence));
        pdf.Add(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        pdf.AddStream(6, TestPdf.Deflate(Encoding.Latin1.GetBytes($"{header}{catalog} {pages}")), $"/Type/ObjStm/N 2/First {header.Length}/Filter/FlateDecode");
        int[][] rows =
        [
            [0, 0, 0], [2, 6, 0], [2, 6, 1],
            [1, (int)pdf.OffsetOf(3), 0], [1, (int)pdf.OffsetOf(4), 0], [1, (int)pdf.OffsetOf(5), 0], [1, (int)pdf.OffsetOf(6), 0],
            [1, (int)pdf.Length, 0],
        ];
        var plain = rows.Select(row => new[] { (byte)row[0], (byte)(row[1] >> 8), (byte)row[1], (byte)row[2] }).ToList();
        var start = pdf.Length;
        pdf.AddStream(
            7,
            TestPdf.Deflate(UpPredicted(plain)),
            "/Type/XRef/Size 8/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>");
        pdf.Write($"startxref\n{start}\n%%EOF");

        Assert.Equal([Sentence], Texts(pdf.Bytes()));
    }

    [Fact]
    public void A_hybrid_file_shows_what_only_its_stream_lists()
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines(Sentence));
        var hidden = "<</Title(Hidden from old readers)>>";
        pdf.AddStream(8, $"9 0 {hidden}", "/Type/ObjStm/N 1/First 4");
        var stream = pdf.Length;
        pdf.AddStream(10, [2, 0, 8, 0], "/Type/XRef/Size 11/W[1 2 1]/Index[9 1]");

        var document = Fixture.Read(pdf.Finish($"/XRefStm {stream}/Info 9 0 R"), DocumentKind.Pdf);

        Assert.Equal("Hidden from old readers", document.Title);
        Assert.Equal([Sentence], document.Texts());
    }

    [Theory]
    [InlineData("startxref\n0\n%%EOF")]
    [InlineData("startxref\n99999999\n%%EOF")]
    [InlineData("xref\n0 5\ngarbage here\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF")]
    [InlineData("startxref")]
    [InlineData("startxref\n9")]
    [InlineData("xref")]
    [InlineData("")]
    public void A_broken_end_is_repaired_by_searching(string end)
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines(Sentence)).Write(end).Bytes();

        Assert.Equal([Sentence], Texts(pdf));
    }

    [Fact]
    public void Offsets_that_point_elsewhere_are_repaired()
    {
        var right = TestPdf.OnePage(TestPdf.Lines(Sentence)).Finish();
        var text = Encoding.Latin1.GetString(right);
        var wrong = text.Replace("%PDF-1.5\n", "%PDF-1.5\n% an editor put this line in\n", StringComparison.Ordinal);

        Assert.Equal([Sentence], Texts(Encoding.Latin1.GetBytes(wrong)));
    }

    [Fact]
    public void Repair_finds_pages_inside_object_streams()
    {
        var whole = Fixture.Load("qpdf-object-streams.pdf");
        var cut = whole.AsSpan(0, whole.AsSpan().LastIndexOf("startxref"u8)).ToArray();

        Assert.Equal(Fixture.ReadPdf("qpdf-object-streams.pdf").Texts(), Texts(cut));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(99999)]
    public void A_wrong_stream_length_is_put_right(int length)
    {
        var pdf = TestPdf.OnePage("");
        pdf.AddStream(4, Encoding.Latin1.GetBytes(TestPdf.Lines(Sentence)), length: length);

        Assert.Equal([Sentence], Texts(pdf.Finish()));
    }

    [Fact]
    public void A_page_tree_with_a_loop_gives_each_page_once_and_passes_resources_down()
    {
        var pdf = new TestPdf();
        pdf.Add(1, "<</Type/Catalog/Pages 2 0 R>>");
        pdf.Add(2, "<</Type/Pages/Kids[6 0 R 2 0 R 3 0 R]/Count 9/Resources<</Font<</F1 5 0 R>>>>>>");
        pdf.Add(6, "<</Type/Pages/Parent 2 0 R/Kids[2 0 R 6 0 R 7 0 R]>>");
        pdf.Add(3, "<</Type/Page/Parent 2 0 R/Contents[4 0 R]>>").AddStream(4, TestPdf.Lines("Second page"));
        pdf.Add(7, "<</Type/Page/Parent 6 0 R/Contents 8 0 R>>").AddStream(8, TestPdf.Lines("First page"));
        pdf.Add(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");

        var document = Fixture.Read(pdf.Finish(), DocumentKind.Pdf);

        Assert.Equal(2, document.PageCount);
        Assert.Equal(["First page"], document.Page(1));
        Assert.Equal(["Second page"], document.Page(2));
    }

    [Fact]
    public void Something_else_is_refused_as_not_a_pdf() =>
        Assert.Equal("document.not_a_pdf", Fixture.RefusalOf("GIF89a and so on"u8.ToArray(), DocumentKind.Pdf));

    [Fact]
    public void A_header_alone_is_refused_as_damaged() =>
        Assert.Equal("document.damaged", Fixture.RefusalOf("%PDF-1.7\nnothing more"u8.ToArray(), DocumentKind.Pdf));

    [Fact]
    public void A_page_without_text_is_refused_as_such() =>
        Assert.Equal("document.no_text", Fixture.RefusalOf(TestPdf.OnePage("0 0 100 100 re f").Finish(), DocumentKind.Pdf));

    [Fact]
    public void A_trailer_that_names_encryption_is_refused_even_after_repair()
    {
        var pdf = TestPdf.OnePage(TestPdf.Lines(Sentence)).Write("trailer\n<</Root 1 0 R/Encrypt 9 0 R>>\n").Bytes();

        Assert.Equal("document.encrypted", Fixture.RefusalOf(pdf, DocumentKind.Pdf));
    }

    private static byte[] UpPredicted(List<byte[]> rows)
    {
        var result = new List<byte>();
        for (var i = 0; i < rows.Count; i++)
        {
            result.Add(2);
            for (var j = 0; j < rows[i].Length; j++) result.Add((byte)(rows[i][j] - (i > 0 ? rows[i - 1][j] : 0)));
        }
        return [.. result];
    }
}
