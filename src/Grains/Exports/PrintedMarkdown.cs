using System.Text.RegularExpressions;

namespace Grains.Exports;

/// <summary>What people and models write, as blocks: headings, lists and paragraphs of the simple Markdown that they use; what is more stays as it is written.</summary>
internal static partial class PrintedMarkdown
{
    public static IReadOnlyList<PrintedBlock> Blocks(string text)
    {
        var blocks = new List<PrintedBlock>();
        var paragraph = new List<string>();
        var items = new List<string>();
        var numbered = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var item = Item().Match(line);
            var isNumbered = item.Success && char.IsAsciiDigit(item.Groups["mark"].Value[0]);
            if (items.Count > 0 && (!item.Success || isNumbered != numbered)) EndList();
            if (item.Success)
            {
                EndParagraph();
                numbered = isNumbered;
                items.Add(Plain(item.Groups["text"].Value));
            }
            else if (Heading().Match(line) is { Success: true } heading)
            {
                EndParagraph();
                blocks.Add(new PrintedParagraph(Plain(heading.Groups["text"].Value), PrintedKind.Strong));
            }
            else if (string.IsNullOrWhiteSpace(line))
            {
                EndParagraph();
            }
            else
            {
                paragraph.Add(Plain(line));
            }
        }

        EndList();
        EndParagraph();
        return blocks;

        void EndParagraph()
        {
            if (paragraph.Count > 0) blocks.Add(new PrintedParagraph(string.Join('\n', paragraph)));
            paragraph.Clear();
        }

        void EndList()
        {
            if (items.Count > 0) blocks.Add(new PrintedList([.. items], numbered));
            items.Clear();
        }
    }

    private static string Plain(string text) => Emphasis().Replace(text, "$1").Trim();

    [GeneratedRegex(@"^\s{0,6}(?<mark>[-*•]|\d{1,3}[.)])\s+(?<text>\S.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>\S.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?:\*\*|`)([^*`\n]+)(?:\*\*|`)", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();
}
