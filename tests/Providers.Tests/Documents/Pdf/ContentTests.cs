using Grains.Knowledge;

namespace Providers.Tests.Documents.Pdf;

/// <summary>What the operators of a page draw, and how lines become paragraphs.</summary>
public sealed class ContentTests
{
    private static ExtractedDocument Read(string content, string resources = "") =>
        Fixture.Read(TestPdf.OnePage(content, resources: resources).Finish(), DocumentKind.Pdf);

    [Fact]
    public void Every_text_operator_shows_its_string()
    {
        var document = Read("BT /F1 12 Tf 14 TL 72 700 Td (one) Tj T* (two) Tj (three) ' 0 0 (four) \" 0 -14 TD [(fi) 0 (ve)] TJ 1 0 0 1 72 630 Tm (six) Tj ET");

        Assert.Equal("one two three four five six", string.Join(' ', document.Texts()));
    }

    [Fact]
    public void Strings_keep_their_escapes_and_brackets() =>
        Assert.Equal(["a (b) c\\d é e"], Read("BT /F1 12 Tf 72 700 Td (a \\(b\\) c\\\\d \\351 \\\ne) Tj ET").Texts());

    [Fact]
    public void Spacing_stretch_and_scaled_pages_keep_words_apart()
    {
        var document = Read("q .5 0 0 .5 0 0 cm BT /F1 20 Tf 80 Tz 2 Tc 6 Tw 5 Ts 144 1400 Td (loose words here) Tj ET Q");

        Assert.Equal(["loose words here"], document.Texts());
    }

    [Fact]
    public void Letters_that_are_spaced_out_are_still_words() =>
        Assert.Equal(["SPACED OUT"], Read("BT /F1 12 Tf 72 700 Td [(S) -300 (P) -300 (A) -300 (C) -300 (E) -300 (D) -300 ( ) -300 (O) -300 (U) -300 (T)] TJ ET").Texts());

    [Fact]
    public void A_form_is_drawn_with_its_own_resources_where_it_is_placed()
    {
        var pdf = TestPdf.OnePage("BT /F1 12 Tf 72 700 Td (Above) Tj ET q 1 0 0 1 0 -100 cm /Fm Do Q BT /F1 12 Tf 72 500 Td (Below) Tj ET", resources: "/XObject<</Fm 6 0 R>>");
        pdf.AddStream(6, "BT /G 12 Tf 72 700 Td (Inside) Tj ET", "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</G 5 0 R>>>>");

        Assert.Equal(["Above", "Inside", "Below"], Fixture.Read(pdf.Finish(), DocumentKind.Pdf).Texts());
    }

    [Fact]
    public void A_picture_in_the_content_is_stepped_over() =>
        Assert.Equal(
            ["Before", "After"],
            Read("BT /F1 12 Tf 72 700 Td (Before) Tj ET BI /W 4 /H 4 /BPC 8 /CS /G ID \u0001\u0002 EI\u00FF(x) Tj ((( EI BT /F1 12 Tf 72 600 Td (After) Tj ET").Texts());

    [Fact]
    public void Replacement_text_stands_for_what_is_drawn() =>
        Assert.Equal(
            ["The café is open"],
            Read("BT /F1 12 Tf 72 700 Td (The ) Tj /Span <</ActualText <FEFF00630061006600E9>>> BDC (ca) Tj (fe*) Tj EMC ( is open) Tj ET").Texts());

    [Fact]
    public void Headers_that_say_they_are_such_are_left_out() =>
        Assert.Equal(
            ["Body text"],
            Read("/Artifact <</Type/Pagination>> BDC BT /F1 9 Tf 72 800 Td (Running header) Tj ET EMC BT /F1 12 Tf 72 700 Td (Body text) Tj ET").Texts());

    [Fact]
    public void Text_drawn_twice_to_look_bold_is_read_once() =>
        Assert.Equal(["Bold word"], Read("BT /F1 12 Tf 72 700 Td (Bold word) Tj ET BT /F1 12 Tf 72.3 700 Td (Bold word) Tj ET").Texts());

    [Fact]
    public void Words_divided_at_the_end_of_a_line_are_joined_and_written_hyphens_stay()
    {
        var document = Read(TestPdf.Lines(
            "The bee-keeper of the village was an under-",
            "standing man who had a well-known dislike of bee-",
            "keeper meetings, and he was called a well-"));

        Assert.Equal(
            ["The bee-keeper of the village was an understanding man who had a well-known dislike of bee-keeper meetings, and he was called a well-"],
            document.Texts());
    }

    [Fact]
    public void Larger_type_is_a_heading_and_the_section_of_what_follows()
    {
        var document = Read(
            "BT /F1 18 Tf 72 700 Td (Winter feed) Tj ET " + "BT /F1 11 Tf 14 TL 72 670 Td (Sugar is enough for the bees in winter, and) Tj T* (it has to be given before the frost comes.) Tj ET");

        Assert.Equal("Winter feed", document.SectionOf("Sugar is"));
        Assert.Equal("Winter feed", document.Title);
    }

    [Fact]
    public void A_page_drawn_from_the_bottom_up_is_read_from_the_top_down()
    {
        var lines = Enumerable.Range(0, 12).Select(i => $"BT /F1 12 Tf 72 {600 + i * 14} Td (Line {12 - i} of the poem.) Tj ET");

        var words = string.Join(' ', Read(string.Join(' ', lines)).Texts());

        Assert.Equal(string.Join(' ', Enumerable.Range(1, 12).Select(i => $"Line {i} of the poem.")), words);
    }

    [Fact]
    public void Running_headers_and_page_numbers_are_left_out()
    {
        var pdf = new TestPdf();
        pdf.Add(1, "<</Type/Catalog/Pages 2 0 R>>").Add(2, "<</Type/Pages/Kids[10 0 R 20 0 R 30 0 R]/Count 3/Resources<</Font<</F1 5 0 R>>>>>>");
        pdf.Add(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        for (var page = 1; page <= 3; page++)
        {
            pdf.Add(page * 10, $"<</Type/Page/Parent 2 0 R/Contents {page * 10 + 1} 0 R>>");
            pdf.AddStream(page * 10 + 1, $"BT /F1 9 Tf 72 800 Td (The Annual Report) Tj ET {TestPdf.Lines($"Unlike text {(char)('a' + page)}", "of two lines.")} BT /F1 9 Tf 300 30 Td (- {page} -) Tj ET");
        }

        var document = Fixture.Read(pdf.Finish(), DocumentKind.Pdf);

        Assert.Equal(["Unlike text b of two lines.", "Unlike text c of two lines.", "Unlike text d of two lines."], document.Texts());
    }
}
