using System.Globalization;
using System.Text;
using Grains.Exports;

namespace Grains.Providers.Documents.Pdf.Writing;

/// <summary>
/// Sets a document on A4 pages: 20 mm margins, lines broken by the fonts' own widths, headings kept with what follows, rows of tables kept whole
/// where a page can hold them, and the title with "Page n of m" at the foot of each page.
/// </summary>
internal sealed class PdfTypesetter(PdfFonts fonts)
{
    private const double Width = 595.28;
    private const double Height = 841.89;
    private const double Margin = 56.7;
    private const double Column = Width - (2 * Margin);
    private const double Foot = 40;

    private readonly List<StringBuilder> pages = [];
    private double y;

    public IReadOnlyList<string> Set(PrintedDocument document)
    {
        NewPage();
        Paragraph(document.Title, PdfStyle.Title, 0, Column);
        foreach (var block in document.Blocks)
        {
            switch (block)
            {
                case PrintedHeading heading: Heading(heading); break;
                case PrintedParagraph paragraph: Paragraph(paragraph.Text, PdfStyle.Of(paragraph.Kind), 0, Column); break;
                case PrintedList list: List(list); break;
                case PrintedTable table: Table(table); break;
                default: throw new InvalidOperationException($"{block.GetType().Name} cannot be printed.");
            }
        }

        for (var page = 0; page < pages.Count; page++) Footer(pages[page], document.Title, page + 1);
        return [.. pages.Select(page => page.ToString())];
    }

    private void NewPage()
    {
        pages.Add(new StringBuilder());
        y = Height - Margin;
    }

    /// <summary>Goes on to the next page unless so much room is left.</summary>
    private void Keep(double height)
    {
        if (y - height < Margin && y < Height - Margin) NewPage();
    }

    private void Heading(PrintedHeading heading)
    {
        var style = PdfStyle.OfHeading(heading.Level);
        Keep(style.Before + style.Leading + (3 * PdfStyle.Body.Leading));
        Paragraph(heading.Text, style, 0, Column);
    }

    private void Paragraph(string text, PdfStyle style, double indent, double width)
    {
        var lines = PdfLines.Break(text, width - indent, style, fonts);
        if (y < Height - Margin) y -= style.Before;

        // Neither the first line of a paragraph nor its last stands alone on a page.
        if (lines.Count > 1) Keep(2 * style.Leading);
        for (var line = 0; line < lines.Count; line++)
        {
            Keep(line == lines.Count - 2 && lines.Count > 2 ? 2 * style.Leading : style.Leading);
            y -= style.Leading;
            Line(lines[line], Margin + indent, style);
        }

        y -= style.After;
    }

    private void List(PrintedList list)
    {
        var style = PdfStyle.Item;
        for (var item = 0; item < list.Items.Count; item++)
        {
            var mark = list.Numbered ? string.Create(CultureInfo.InvariantCulture, $"{item + 1}.") : "•";
            var indent = list.Numbered ? 20.0 : 14.0;
            var lines = PdfLines.Break(list.Items[item], Column - indent, style, fonts);
            Keep(Math.Min(lines.Count, 2) * style.Leading);
            for (var line = 0; line < lines.Count; line++)
            {
                Keep(style.Leading);
                y -= style.Leading;
                if (line == 0) Line(mark, Margin + 2, style);
                Line(lines[line], Margin + indent, style);
            }

            y -= style.After;
        }

        y -= PdfStyle.Body.After;
    }

    private void Table(PrintedTable table)
    {
        const double pad = 4;
        var edges = table.Shares.Select(share => Column * share / table.Shares.Sum()).ToList();
        y -= PdfStyle.Cell.Before;
        Row(table.Header, PdfStyle.HeaderCell);
        foreach (var row in table.Rows) Row(row, PdfStyle.Cell);
        y -= PdfStyle.Body.After;

        void Row(IReadOnlyList<string> cells, PdfStyle style)
        {
            var lines = cells.Select((cell, at) => PdfLines.Break(cell, edges[at] - (2 * pad), style, fonts)).ToList();
            var rows = lines.Max(cell => cell.Count);
            Keep((Math.Min(rows, 40) * style.Leading) + (2 * pad));
            if (style == PdfStyle.Cell && y >= Height - Margin) Row(table.Header, PdfStyle.HeaderCell);
            y -= pad;

            // Line by line, so that a cell longer than a page goes on on the next one.
            for (var line = 0; line < rows; line++)
            {
                Keep(style.Leading);
                y -= style.Leading;
                var x = Margin;
                for (var cell = 0; cell < lines.Count; cell++)
                {
                    if (line < lines[cell].Count) Line(lines[cell][line], x + pad, style);
                    x += edges[cell];
                }
            }

            y -= pad + 2;
            pages[^1].Append(CultureInfo.InvariantCulture, $"0.75 G 0.5 w {Margin:F2} {y:F2} m {Margin + Column:F2} {y:F2} l S\n");
        }
    }

    private void Footer(StringBuilder page, string title, int number)
    {
        var style = PdfStyle.Small;
        var count = string.Create(CultureInfo.InvariantCulture, $"Page {number} of {pages.Count}");
        var left = PdfLines.Shorten(title, Column - 90, style, fonts);
        Show(page, left, Margin, Foot, style);
        Show(page, count, Width - Margin - fonts.Measure(count, style.Size, style.Bold), Foot, style);
    }

    private void Line(string text, double x, PdfStyle style) => Show(pages[^1], text, x, y + (style.Leading - style.Size), style);

    private void Show(StringBuilder page, string text, double x, double baseline, PdfStyle style)
    {
        page.Append(CultureInfo.InvariantCulture, $"BT {style.Gray:0.##} g 1 0 0 1 {x:F2} {baseline:F2} Tm\n");
        foreach (var run in fonts.Shape(text, style.Bold))
            if (run.Hex.Length > 0) page.Append(CultureInfo.InvariantCulture, $"/{run.Font} {style.Size:0.##} Tf <{run.Hex}> Tj\n");
        page.Append("ET\n");
    }
}
