using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Grains.Knowledge;

namespace Grains.Providers.Documents.Word;

/// <summary>Goes through a document's body in order and writes its blocks. The package was checked: nesting is bounded.</summary>
internal sealed class DocxWalker(MainDocumentPart main, ReadBudget budget)
{
    private readonly DocxStyles styles = new(main.StyleDefinitionsPart?.Styles);
    private readonly DocxNumbering numbering = new(main.NumberingDefinitionsPart?.Numbering);
    private readonly DocxNotes notes = new(main);
    private readonly List<TextBlock> blocks = [];
    private string? section;

    public IReadOnlyList<TextBlock> Blocks => blocks;

    /// <summary>The first heading.</summary>
    public string? Title { get; private set; }

    public void Walk(OpenXmlElement container)
    {
        foreach (var element in container.ChildElements)
        {
            switch (element)
            {
                case Paragraph paragraph: AddParagraph(paragraph); break;
                case Table table: AddTable(table); break;
                case SectionProperties: break;
                default:
                    if (DocxText.IsVisibleContainer(element)) Walk(element);
                    break;
            }
        }
    }

    private void AddParagraph(Paragraph paragraph)
    {
        var text = DocxText.Of(paragraph);
        var properties = paragraph.ParagraphProperties;
        var style = properties?.ParagraphStyleId?.Val?.Value;
        if (text.Length > 0)
        {
            var number = numbering.Next(properties?.NumberingProperties ?? styles.Numbering(style));
            text = number.Length > 0 ? $"{number} {text}" : text;
            if (styles.IsHeading(style, properties?.OutlineLevel))
            {
                section = text;
                Title ??= text;
            }
            AddText(text);
        }
        foreach (var note in notes.Of(paragraph)) AddText(note);
        foreach (var box in DocxText.TextBoxes(paragraph)) Walk(box);
    }

    private void AddTable(Table table)
    {
        foreach (var row in table.Descendants<TableRow>())
        {
            // A table inside a cell has rows of its own, which that cell's text already holds.
            if (row.Ancestors<Table>().First() != table) continue;
            var cells = row.Descendants<TableCell>().Where(cell => cell.Ancestors<TableRow>().First() == row).Select(CellText).ToList();
            if (cells.Exists(cell => cell.Length > 0)) AddText(string.Join(" | ", cells));
            foreach (var note in row.Descendants<Paragraph>().SelectMany(notes.Of)) AddText(note);
        }
    }

    private static string CellText(TableCell cell) =>
        string.Join(' ', cell.Descendants<Paragraph>().Select(DocxText.Of).Where(text => text.Length > 0));

    private void AddText(string text)
    {
        budget.ChargeCharacters(text.Length);
        blocks.Add(new TextBlock(text, null, section));
    }
}
