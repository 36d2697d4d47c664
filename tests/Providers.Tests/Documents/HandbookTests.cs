using System.Text.Json;
using Grains.Knowledge;

namespace Providers.Tests.Documents;

/// <summary>The handbook that the product ships answers the questions it is shown with, on the pages they name.</summary>
public sealed class HandbookTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<ExtractedDocument> Handbook = new(() =>
    {
        using var stream = typeof(IDocumentReader).Assembly.GetManifestResourceStream("Grains.Seed.handbook.pdf")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Fixture.Read(copy.ToArray(), DocumentKind.Pdf);
    });

    public static TheoryData<string, int, string> Questions()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var question in JsonSerializer.Deserialize<List<Question>>(Fixture.Load("handbook-questions.json"), Json)!)
        {
            data.Add(question.Text, question.Page, question.MustContain);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Each_question_is_answered_in_one_block_of_its_page(string question, int page, string mustContain)
    {
        Assert.EndsWith("?", question, StringComparison.Ordinal);
        Assert.Contains(Handbook.Value.Page(page), text => text.Contains(mustContain, StringComparison.Ordinal));
    }

    [Fact]
    public void It_has_its_title_its_pages_and_a_section_for_each_heading()
    {
        var document = Handbook.Value;

        Assert.Equal("Handbook for First-Time Beekeepers", document.Title);
        Assert.Equal(16, document.PageCount);
        Assert.Equal(SourceHeadings(), document.Blocks.Select(block => block.Section).Distinct());
    }

    [Fact]
    public void Every_word_of_its_source_is_read_in_order()
    {
        var source = SourceWords();
        var read = Handbook.Value.Blocks.SelectMany(block => WithoutNumber(block.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(word => word != "|");

        Assert.Equal(source, read);
    }

    [Fact]
    public void Tables_are_rows()
    {
        Assert.Contains("Worker | 3 days | day 9 | day 21 | 6 weeks in summer, 5 to 6 months in winter", Handbook.Value.Page(3));
        Assert.Contains("Late November to December | Oxalic acid, trickled, once | No brood; outside temperature about 3 °C or more", Handbook.Value.Page(11));
        Assert.Contains("September | Ivy; brood nest shrinks | Feeding done by the 15th; count mites; unite weak colonies", Handbook.Value.Page(14));
    }

    private static string Source() => File.ReadAllText(Fixture.PathOf("../../../../src/Grains/Seed/Handbook/handbook.html"));

    private static IEnumerable<string> SourceHeadings() =>
        System.Text.RegularExpressions.Regex.Matches(Source(), "<h[123]>(.*?)</h[123]>").Select(match => match.Groups[1].Value);

    private static IEnumerable<string> SourceWords()
    {
        var body = Source()[Source().IndexOf("<body>", StringComparison.Ordinal)..];
        var joined = System.Text.RegularExpressions.Regex.Replace(body, "</?[bi]>", "");
        var text = System.Text.RegularExpressions.Regex.Replace(joined, "<[^>]+>", " ");
        return text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The numbers of list items are drawn by the browser and not in the source; headings' numbers are in both.</summary>
    private static string WithoutNumber(string text) =>
        SourceHeadings().Contains(text) || Source().Contains(text + "<br>", StringComparison.Ordinal) || Source().Contains(text + "</p>\n</div>", StringComparison.Ordinal)
            ? text
            : System.Text.RegularExpressions.Regex.Replace(text, @"^(\d{1,2}\.|•) ", "");

    private sealed record Question([property: System.Text.Json.Serialization.JsonPropertyName("question")] string Text, int Page, string MustContain);
}
