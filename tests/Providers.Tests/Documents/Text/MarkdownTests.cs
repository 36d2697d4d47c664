using System.Diagnostics;
using System.Text;
using Grains.Knowledge;

namespace Providers.Tests.Documents.Text;

public sealed class MarkdownTests
{
    private const string Sample = """
        ---
        draft: true
        ---
        # Sharpening *knives*

        A **dull** knife slips; see [the stone](https://example.org/stone "Stone") & use `oil`,
        never ![a picture of water](water.png)<br>. Caf&eacute;. <https://example.org>

        ## Angles

        1. Twenty degrees
        2. Fifteen, for
           thin blades

           A second paragraph.
        - Plain item
          - Nested item
        - [x] Done item

        | Steel | Angle |
        |-------|------:|
        | soft  | **22°** |

        ```sh
        # not a heading
        hone --angle 20
        ```

        > Quoted words

        Setext heading
        --------------

        Last line[^1].

        [^1]: A note.
        """;

    private static ExtractedDocument Read(string text) => Fixture.Read(Encoding.UTF8.GetBytes(text), DocumentKind.Markdown);

    [Fact]
    public void Markdown_is_read_as_what_it_shows()
    {
        var document = Read(Sample);

        Assert.Equal("Sharpening knives", document.Title);
        Assert.Equal(
            [
                "Sharpening knives",
                "A dull knife slips; see the stone & use oil, never a picture of water. Café. https://example.org",
                "Angles",
                "1. Twenty degrees",
                "2. Fifteen, for thin blades",
                "A second paragraph.",
                "• Plain item",
                "• Nested item",
                "• [x] Done item",
                "Steel | Angle",
                "soft | 22°",
                "# not a heading\nhone --angle 20",
                "Quoted words",
                "Setext heading",
                "Last line.",
                "A note.",
            ],
            document.Texts());
    }

    [Fact]
    public void Headings_are_the_sections_of_what_follows()
    {
        var document = Read(Sample);

        Assert.Equal("Sharpening knives", document.SectionOf("A dull knife"));
        Assert.Equal("Angles", document.SectionOf("soft | 22°"));
        Assert.Equal("Setext heading", document.SectionOf("Last line"));
        Assert.All(document.Blocks, block => Assert.Null(block.Page));
    }

    [Theory]
    [InlineData("[a](")]
    [InlineData("[")]
    [InlineData("> ")]
    [InlineData("**a*b")]
    [InlineData("a|")]
    [InlineData("<a ")]
    [InlineData("`a``b")]
    public void Text_made_to_be_slow_ends_soon(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 900_000 / piece.Length));
        var watch = Stopwatch.StartNew();

        var outcome = Record.Exception(() => Read(text));

        Assert.True(outcome is null or DocumentRejectedException { Code: "document.too_large" }, outcome?.ToString());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public void A_long_list_of_links_is_not_taken_for_an_attack()
    {
        var list = string.Concat(Enumerable.Range(0, 5000).Select(i => $"- [Entry {i}](https://example.org/{i})\n"));

        Assert.Equal(5000, Read(list).Blocks.Count);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Equal("document.not_text", Fixture.RefusalOf([65, 0, 66], DocumentKind.Markdown));
}
