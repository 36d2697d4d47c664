using Grains.Knowledge;
using Grains.Providers.Documents.Pdf.Layout;

namespace Grains.Providers.Documents.Pdf;

/// <summary>Reads a PDF's text page by page, its paragraphs, table rows and headings told by how they are set.</summary>
internal static class PdfDocumentReader
{
    public static ExtractedDocument Read(ReadOnlyMemory<byte> content, DocumentLimits limits, CancellationToken cancel)
    {
        var budget = new ReadBudget(limits, cancel);
        var file = PdfFile.Open(content, budget);
        var pages = ReadLines(file);
        if (pages.Count == 0) throw DocumentRejections.Damaged();
        RunningText.Remove(pages);
        var blocks = Blocks(pages, PdfOutline.Titles(file), out var firstHeading);
        if (!blocks.Exists(block => block.Text.Any(char.IsLetterOrDigit))) throw DocumentRejections.NoText();
        return new ExtractedDocument(blocks, pages.Count, Title(file) ?? firstHeading);
    }

    private static List<List<TextLine>> ReadLines(PdfFile file)
    {
        var fonts = new FontFactory(file);
        var pages = new List<List<TextLine>>();
        foreach (var (page, resources) in PdfPageTree.Read(file))
        {
            file.Budget.Cancel.ThrowIfCancellationRequested();
            var glyphs = ContentInterpreter.Run(PdfPageTree.Load(page, resources, file), file, fonts);
            pages.Add(ReadingOrder.Arrange(LineBuilder.Build(glyphs)));
        }
        return pages;
    }

    private static List<TextBlock> Blocks(List<List<TextLine>> pages, IReadOnlyList<string> bookmarks, out string? firstHeading)
    {
        var body = BodyMeasure.Of(pages);
        var hyphenation = new Hyphenation();
        foreach (var line in pages.SelectMany(page => page)) hyphenation.Learn(line.Text);
        var headings = new HeadingFinder(body, bookmarks);
        var blocks = new List<TextBlock>();
        string? section = null;
        firstHeading = null;
        for (var i = 0; i < pages.Count; i++)
        {
            foreach (var paragraph in ParagraphBuilder.Build(pages[i], body, hyphenation))
            {
                if (headings.IsHeading(paragraph)) section = paragraph.Text;
                firstHeading ??= section;
                blocks.Add(new TextBlock(paragraph.Text, i + 1, section));
            }
        }
        return blocks;
    }

    private static string? Title(PdfFile file)
    {
        var title = file.Get<PdfString>(file.GetDictionary(file.Trailer, "Info"), "Title") is { } text
            ? GlyphText.Usable(PdfTextString.Decode(text.Bytes))?.Trim()
            : null;
        return string.IsNullOrEmpty(title) ? null : title;
    }
}
