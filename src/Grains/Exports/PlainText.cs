using System.Globalization;
using System.Text;

namespace Grains.Exports;

/// <summary>Prints a document as plain text in UTF-8, a line for a paragraph.</summary>
internal static class PlainText
{
    public static byte[] Write(PrintedDocument document)
    {
        var text = new StringBuilder(document.Title).Append('\n').Append('=', document.Title.Length).Append("\n\n");
        foreach (var block in document.Blocks)
        {
            switch (block)
            {
                case PrintedHeading heading:
                    text.Append('\n').Append(heading.Text).Append('\n');
                    if (heading.Level < 3) text.Append(heading.Level == 1 ? '=' : '-', heading.Text.Length).Append('\n');
                    break;
                case PrintedParagraph paragraph:
                    text.Append(paragraph.Text).Append("\n\n");
                    break;
                case PrintedList list:
                    for (var item = 0; item < list.Items.Count; item++)
                        text.Append(list.Numbered ? string.Create(CultureInfo.InvariantCulture, $"{item + 1}. ") : "- ").Append(list.Items[item]).Append('\n');
                    text.Append('\n');
                    break;
                case PrintedTable table:
                    text.AppendJoin(" | ", table.Header).Append('\n');
                    foreach (var row in table.Rows) text.AppendJoin(" | ", row).Append('\n');
                    text.Append('\n');
                    break;
                default: throw new InvalidOperationException($"{block.GetType().Name} cannot be printed.");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString().TrimEnd() + "\n");
    }
}
