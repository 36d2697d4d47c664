using Grains.Knowledge;

namespace Grains.Providers.Documents.Text;

/// <summary>Reads plain text: blank lines part paragraphs, form feeds part pages.</summary>
internal static class PlainTextReader
{
    public static ExtractedDocument Read(ReadOnlyMemory<byte> content, DocumentLimits limits, CancellationToken cancel)
    {
        var budget = new ReadBudget(limits, cancel);
        budget.ChargeUnpacked(content.Length);
        var text = TextDecoder.Decode(content.Span) ?? throw DocumentRejections.NotText();
        budget.ChargeCharacters(text.Length);
        var pages = WithLineFeeds(text).TrimEnd('\f', '\n', ' ').Split('\f');
        if (pages.Length > limits.MaxPages) throw DocumentRejections.TooLarge("pages");
        var paged = pages.Length > 1;
        var blocks = new List<TextBlock>();
        for (var i = 0; i < pages.Length; i++)
        {
            foreach (var paragraph in Paragraphs(pages[i], budget)) blocks.Add(new TextBlock(paragraph, paged ? i + 1 : null, null));
        }
        if (blocks.Count == 0) throw DocumentRejections.NoText();
        return new ExtractedDocument(blocks, paged ? pages.Length : 0, null);
    }

    /// <summary>Not ReplaceLineEndings, which takes a form feed for the end of a line.</summary>
    private static string WithLineFeeds(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static IEnumerable<string> Paragraphs(string page, ReadBudget budget)
    {
        var lines = new List<string>();
        foreach (var line in page.Split('\n'))
        {
            if (!string.IsNullOrWhiteSpace(line)) lines.Add(line.TrimEnd());
            else if (lines.Count > 0)
            {
                budget.ChargeObject();
                yield return string.Join('\n', lines);
                lines.Clear();
            }
        }
        if (lines.Count > 0) yield return string.Join('\n', lines);
    }
}
