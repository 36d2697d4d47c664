using Grains.Knowledge;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace Grains.Providers.Documents.Text;

/// <summary>Reads Markdown as the text that it shows: headings as sections, tables as rows, code as it stands.</summary>
internal sealed class MarkdownReader
{
    /// <summary>The parser cannot be stopped once it runs, and some inputs cost it more than their length.</summary>
    private const int MaxMarkdownCharacters = 1_000_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseGridTables().UseTaskLists().UseEmphasisExtras().UseYamlFrontMatter().UseFootnotes().UseAutoLinks().Build();

    private readonly ReadBudget budget;
    private readonly List<TextBlock> blocks = [];
    private string? section;
    private string? title;

    private MarkdownReader(ReadBudget budget) => this.budget = budget;

    public static ExtractedDocument Read(ReadOnlyMemory<byte> content, DocumentLimits limits, CancellationToken cancel)
    {
        var reader = new MarkdownReader(new ReadBudget(limits, cancel));
        reader.budget.ChargeUnpacked(content.Length);
        var text = TextDecoder.Decode(content.Span) ?? throw DocumentRejections.NotText();
        if (text.Length > MaxMarkdownCharacters || MarkdownCost.IsTooHigh(text)) throw DocumentRejections.TooLarge("Markdown");
        reader.AddAll(Parse(text), "");
        if (reader.blocks.Count == 0) throw DocumentRejections.NoText();
        return new ExtractedDocument(reader.blocks, 0, reader.title);
    }

    private static MarkdownDocument Parse(string text)
    {
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            // The parser's refusal of elements nested beyond its own limit.
            throw DocumentRejections.TooLarge("levels of nesting");
        }
    }

    private void AddAll(ContainerBlock container, string prefix)
    {
        foreach (var block in container)
        {
            Add(block, prefix);
            // Only the first line of a list item carries its mark.
            prefix = "";
        }
    }

    private void Add(Block block, string prefix)
    {
        budget.ChargeObject();
        switch (block)
        {
            case YamlFrontMatterBlock or HtmlBlock or LinkReferenceDefinitionGroup: break;
            case HeadingBlock heading:
                var words = MarkdownText.Of(heading.Inline);
                if (words.Length == 0) break;
                section = words;
                title ??= heading.Level == 1 ? words : null;
                AddText(words);
                break;
            case Table table:
                foreach (var row in table.OfType<TableRow>()) AddText(Row(row));
                break;
            case ListBlock list: AddList(list); break;
            case CodeBlock code: AddText(prefix + code.Lines.ToString().TrimEnd()); break;
            case LeafBlock leaf: AddText(Prefixed(prefix, MarkdownText.Of(leaf.Inline))); break;
            case ContainerBlock inner: AddAll(inner, prefix); break;
        }
    }

    private void AddList(ListBlock list)
    {
        foreach (var item in list.OfType<ListItemBlock>())
        {
            AddAll(item, list.IsOrdered ? $"{item.Order}{list.OrderedDelimiter} " : "• ");
        }
    }

    private static string Row(TableRow row) =>
        string.Join(" | ", row.OfType<TableCell>().Select(
            cell => string.Join(' ', cell.Descendants<LeafBlock>().Select(leaf => MarkdownText.Of(leaf.Inline)))));

    private static string Prefixed(string prefix, string text) => text.Length == 0 ? "" : prefix + text;

    private void AddText(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        budget.ChargeCharacters(text.Length);
        blocks.Add(new TextBlock(text, null, section));
    }
}
