using Grains.Knowledge;

namespace Providers.Tests.Documents.Pdf;

/// <summary>Files of real producers, held against the words they were made from.</summary>
public sealed class ProducerTests
{
    private static readonly string[] LibraryFirstPage =
    [
        "The Village Lending Library",
        "The library opens on Tuesdays and Thursdays from 15:00 to 19:00. Its first office is in the old fire station; the staff are all volunteers. Fees are waived for pupils.",
        "Borrowing",
        "Five books may be borrowed for four weeks. An overdue book costs €0.20 a day, at most €6. Différents ouvrages français, Bücher über Käfer, and łódź maps are kept apart — ask at the desk.",
        "Atlases stay in the reading room.",
        "Films are lent for one week only, since they are asked for far more often than we should have guessed when the shelf was first set up beside the door.",
        "1. Show your card.",
        "2. Sign the slip.",
        "Item | Weeks | Fine per day",
        "Book | 4 | €0.20",
        "Film, game or other thing that needs a deposit when it is lent | 1 | €0.50, and the deposit is kept when a week has gone by without word",
        "OPENING HOURS",
    ];

    private static readonly string[] LibrarySecondPage =
    [
        "Other scripts",
        "Ελληνικά βιβλία υπάρχουν στο πρώτο ράφι.",
        "Русские книги стоят на второй полке.",
        "הספרים בעברית נמצאים במדף השלישי.",
        "Two columns",
        "The reading room was furnished by subscription in the year of the great flood, and the long tables are those of the former council chamber. Nobody remembers who gave the lamp. It burns with extraordinary persistence, notwithstanding its incomprehensibly antiquated wiring.",
        "Readers who wish to study undisturbed find the gallery the quietest place. The gallery holds twelve seats and is closed during storms, because the skylight leaks when the wind stands in the west.",
    ];

    [Theory]
    [InlineData("chromium-library.pdf")]
    [InlineData("cairo-library.pdf")]
    [InlineData("qpdf-linearized.pdf")]
    public void A_web_page_printed_by_a_browser_reads_word_for_word(string file)
    {
        var document = Fixture.ReadPdf(file);

        Assert.Equal(2, document.PageCount);
        Assert.Equal("The Village Lending Library", document.Title);
        Assert.Equal(LibraryFirstPage, document.Page(1));
        Assert.Equal(LibrarySecondPage, document.Page(2));
        Assert.Equal("Borrowing", document.SectionOf("Book | 4"));
        Assert.Equal("Two columns", document.SectionOf("Readers who"));
    }

    [Theory]
    [InlineData("libreoffice-hiking.pdf")]
    [InlineData("libreoffice-hiking-tagged.pdf")]
    [InlineData("qpdf-object-streams.pdf")]
    public void A_letter_of_an_office_program_reads_word_for_word(string file)
    {
        var document = Fixture.ReadPdf(file);

        Assert.Equal(2, document.PageCount);
        Assert.Equal("Hiking with children", document.Title);
        Assert.Equal(
            [
                "Hiking with children",
                "A child of six walks about ten kilometres a day, if there is something to see. Plan one break an hour, and carry two litres of water for each person. Rückenwind und Café: ça va.1",
                "What to pack",
                "• Blister plasters and a triangular bandage",
                "• A whistle; six signals a minute call for help",
                "Pace",
                "1. Count fifteen minutes for each kilometre.",
                "2. Add ten minutes for each hundred metres of ascent.",
                "Age | Kilometres | Ascent",
                "6 | 10 | 300 m",
                "10 | 15 | 600 m",
                "1Measured on forest paths.",
            ],
            document.Page(1));
        Assert.Equal(
            [
                "Weather",
                "When thunder follows lightning within thirty seconds, leave the ridge. Wait half an hour after the last thunder. Ελλάδα, Москва.",
            ],
            document.Page(2));
        Assert.Equal("What to pack", document.SectionOf("• A whistle"));
    }

    [Fact]
    public void Computer_Modern_reads_with_ligatures_spelled_out_accents_composed_and_words_rejoined()
    {
        var document = Fixture.ReadPdf("latex-sourdough.pdf");

        Assert.Equal("Keeping Sourdough Alive", document.Title);
        Assert.Equal(
            "A sourdough starter is a mixture of flour and water in which wild yeast and lactic bacteria live. An efficient baker "
            + "offers it fresh flour daily; the first bubbles of fermentation give off a faint smell of café crème. Naïve handling, "
            + "as the señor from Málaga said, makes the Brötchen flat and the façade of the crust crack. The difficult affair of "
            + "shuffling the flasks is described in chapter two — see also the work of Dvořák and Ångström.",
            document.Page(1)[4]);
        Assert.Contains("It is “quoted” text with an en-dash range of 20–25 degrees", document.Page(1)[5], StringComparison.Ordinal);
        Assert.Contains("α and β amylase are at work, and x ≤ y holds.", document.Page(1)[5], StringComparison.Ordinal);
        Assert.Equal(
            [
                "1.1 Feeding schedule",
                "• Feed the starter every twelve hours at room temperature.",
                "• Discard half of it before each feeding, because otherwise the jar overflows and the neighbours complain about it at length in writing.",
                "Flour | Grams | Hours",
                "Rye | 120 | 8",
                "Wheat | 250 | 12",
            ],
            document.Page(1)[6..]);
        Assert.Contains(
            "counterrevolutionaries, incomprehensibilities, electroencephalographically and misunderstandings force hyphenation",
            document.Page(2)[1],
            StringComparison.Ordinal);
        Assert.Equal("2 Baking", document.SectionOf("On the second page"));
    }

    [Theory]
    [InlineData("latex-rainwater.pdf")]
    [InlineData("ghostscript-rainwater.pdf")]
    [InlineData("qpdf-plain.pdf")]
    public void Two_columns_are_read_one_after_the_other(string file)
    {
        var document = Fixture.ReadPdf(file);

        Assert.Equal("Rainwater for Allotments", document.Title);
        Assert.Equal(
            ["1 Collecting", "2 Watering", "3 Measuring"],
            document.Blocks.Select(block => block.Section).Distinct());
        Assert.Equal(
            "Rainwater collection on an allotment begins with the roof of the shed. A roof of ten square metres yields about one "
            + "hundred litres for every ten millimetres of rain, less a fifth for losses at the gutter. The first flush, which carries "
            + "dust and droppings, is led away before the barrel begins to fill. A diverter does this without attention. The filter "
            + "behind it wants cleaning once a month in autumn and every second month otherwise; neglect is the commonest cause of "
            + "complaint among allotment holders, as the Gärtnerverein Zürich found in its élan of inquiry.",
            document.Page(1)[1]);
        Assert.EndsWith("Write it down each morning at seven, for memory flatters itself.", document.Page(1)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Bitmap_fonts_with_a_Unicode_map_read_as_any_other()
    {
        var document = Fixture.ReadPdf("latex-scythe.pdf");

        Assert.Equal(
            [
                "1 Sharpening a scythe",
                "A scythe is peened before it is honed. The flawless edge is drawn out thin with a hammer on a small anvil, and official advice is scarce: flat affiliations differ. In Łódź and Zürich the señores agree.",
            ],
            document.Page(1));
    }

    [Fact]
    public void A_drawing_reads_with_its_text_at_an_angle()
    {
        var document = Fixture.ReadPdf("cairo-bicycle.pdf");

        Assert.Equal(
            [
                "Bicycle repair card",
                "Tyres are filled to four bars in front and five behind.",
                "Oil the chain every two hundred kilometres; wipe it after five minutes.",
                "Größe, naïveté, œuvre — fixed offices flow afflicted.",
                "Printed along the edge",
            ],
            document.Page(1));
    }

    [Theory]
    [InlineData("qpdf-encrypted-owner.pdf")]
    [InlineData("qpdf-encrypted-user.pdf")]
    public void An_encrypted_file_is_refused(string file) =>
        Assert.Equal("document.encrypted", Fixture.RefusalOf(Fixture.Load(file), DocumentKind.Pdf));
}
