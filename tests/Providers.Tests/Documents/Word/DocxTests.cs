using Grains.Knowledge;

namespace Providers.Tests.Documents.Word;

public sealed class DocxTests
{
    private const string Styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>"
        + "<w:style w:type=\"paragraph\" w:styleId=\"Kapitel\"><w:name w:val=\"Kapitel\"/><w:basedOn w:val=\"berschrift1\"/></w:style>"
        + "<w:style w:type=\"paragraph\" w:styleId=\"Own\"><w:name w:val=\"Own\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>"
        + "<w:style w:type=\"paragraph\" w:styleId=\"Plain\"><w:name w:val=\"Plain\"/><w:basedOn w:val=\"berschrift1\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style>"
        + "<w:style w:type=\"paragraph\" w:styleId=\"Loop\"><w:name w:val=\"Loop\"/><w:basedOn w:val=\"Loop\"/></w:style>";

    private const string Numbering =
        "<w:abstractNum w:abstractNumId=\"3\">"
        + "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>"
        + "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1%2)\"/></w:lvl></w:abstractNum>"
        + "<w:abstractNum w:abstractNumId=\"4\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\uF0B7\"/></w:lvl></w:abstractNum>"
        + "<w:abstractNum w:abstractNumId=\"5\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"4\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"§ %1\"/></w:lvl></w:abstractNum>"
        + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"3\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"4\"/></w:num>"
        + "<w:num w:numId=\"7\"><w:abstractNumId w:val=\"5\"/></w:num>";

    private static ExtractedDocument Read(byte[] docx) => Fixture.Read(docx, DocumentKind.Docx);

    private static string InStyle(string text, string style) => TestDocx.Paragraph(text, $"<w:pStyle w:val=\"{style}\"/>");

    private static string Item(string text, int list, int level = 0) =>
        TestDocx.Paragraph(text, $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");

    [Fact]
    public void A_document_of_an_office_program_reads_word_for_word()
    {
        var document = Read(Fixture.Load("libreoffice-hiking.docx"));

        Assert.Equal("Hiking with children", document.Title);
        Assert.Equal(0, document.PageCount);
        Assert.Equal(
            [
                "Hiking with children",
                "A child of six walks about ten kilometres a day, if there is something to see. Plan one break an hour, and carry two litres of water for each person. Rückenwind und Café: ça va.",
                "Measured on forest paths.",
                "What to pack",
                "• Blister plasters and a triangular bandage",
                "• A whistle; six signals a minute call for help",
                "Pace",
                "1. Count fifteen minutes for each kilometre.",
                "2. Add ten minutes for each hundred metres of ascent.",
                "Age | Kilometres | Ascent",
                "6 | 10 | 300 m",
                "10 | 15 | 600 m",
                "Weather",
                "When thunder follows lightning within thirty seconds, leave the ridge. Wait half an hour after the last thunder. Ελλάδα, Москва.",
            ],
            document.Texts());
        Assert.Equal("Pace", document.SectionOf("6 | 10"));
    }

    [Fact]
    public void Headings_are_known_by_outline_level_English_name_and_the_style_they_build_on()
    {
        var document = Read(TestDocx.WithBody(
            InStyle("One", "berschrift1") + TestDocx.Paragraph("under one") + InStyle("Two", "Kapitel") + TestDocx.Paragraph("under two")
            + InStyle("Three", "Own") + TestDocx.Paragraph("under three") + InStyle("not four", "Plain") + InStyle("not five", "Loop")
            + TestDocx.Paragraph("Six", "<w:outlineLvl w:val=\"0\"/>") + TestDocx.Paragraph("under six"),
            Styles));

        Assert.Equal(["One", "Two", "Three", "Six"], document.Blocks.Select(block => block.Section).Distinct());
        Assert.Equal("Three", document.SectionOf("not five"));
        Assert.Equal("One", document.Title);
    }

    [Fact]
    public void List_items_carry_the_numbers_that_Word_shows()
    {
        var document = Read(TestDocx.WithBody(
            Item("alpha", 1) + Item("inner", 1, 1) + Item("inner too", 1, 1) + Item("beta", 1) + Item("again", 1, 1)
            + Item("bullet", 2) + Item("paragraph", 7) + Item("next", 7) + Item("unknown list", 99),
            numbering: Numbering));

        Assert.Equal(
            ["1. alpha", "1a) inner", "1b) inner too", "2. beta", "2a) again", "• bullet", "§ IV paragraph", "§ V next", "unknown list"],
            document.Texts());
    }

    [Fact]
    public void Tables_are_rows_and_a_table_in_a_cell_is_that_cells_text()
    {
        const string Inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>deep</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
        var body = $"<w:tbl><w:tr><w:tc>{TestDocx.Paragraph("a")}{TestDocx.Paragraph("b")}</w:tc><w:tc>{Inner}{TestDocx.Paragraph("")}</w:tc></w:tr>"
            + $"<w:tr><w:tc>{TestDocx.Paragraph("")}</w:tc><w:tc>{TestDocx.Paragraph("last")}</w:tc></w:tr></w:tbl>";

        Assert.Equal(["a b | deep", " | last"], Read(TestDocx.WithBody(body)).Texts());
    }

    [Fact]
    public void Only_what_a_reader_sees_is_read()
    {
        const string Body =
            "<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t xml:space=\"preserve\"> new</w:t></w:r></w:ins>"
            + "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>line</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>"
            + "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>in a field</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            + "<w:p><w:r><w:t>before</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><a:graphic>"
            + "<a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:txbx><w:txbxContent>"
            + "<w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
            + "<w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>";

        Assert.Equal(["Kept new tab line-x", "in a field", "before", "boxed"], Read(TestDocx.WithBody(Body)).Texts());
    }

    [Fact]
    public void A_footnote_follows_the_paragraph_that_refers_to_it()
    {
        var document = Read(TestDocx.WithBody(
            "<w:p><w:r><w:t>Claim</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>" + TestDocx.Paragraph("Next"),
            footnotes: $"<w:footnote w:id=\"2\">{TestDocx.Paragraph("Proof")}</w:footnote><w:footnote w:id=\"3\">{TestDocx.Paragraph("Unused")}</w:footnote>"));

        Assert.Equal(["Claim", "Proof", "Next"], document.Texts());
    }
}
