using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Grains.Providers.Documents.Word;

/// <summary>The visible text of a paragraph: what was deleted, field codes and drawings left out.</summary>
internal static class DocxText
{
    public static string Of(OpenXmlElement paragraph)
    {
        var text = new StringBuilder();
        Append(text, paragraph);
        return text.ToString().Trim();
    }

    /// <summary>Containers that only wrap content; of alternatives the first counts, for the others repeat it.</summary>
    public static bool IsVisibleContainer(OpenXmlElement element) =>
        element is not (DeletedRun or MoveFromRun or AlternateContentFallback or Drawing or Picture or EmbeddedObject or ParagraphProperties
            or RunProperties or SdtProperties or FieldCode or DeletedText);

    /// <summary>The contents of boxes anchored in a paragraph.</summary>
    public static IEnumerable<OpenXmlElement> TextBoxes(Paragraph paragraph) =>
        paragraph.Descendants<TextBoxContent>().Where(
            box => !box.Ancestors<AlternateContentFallback>().Any() && box.Ancestors<Paragraph>().First() == paragraph);

    private static void Append(StringBuilder text, OpenXmlElement container)
    {
        foreach (var element in container.ChildElements)
        {
            switch (element)
            {
                case W.Text words: text.Append(words.Text); break;
                case TabChar or CarriageReturn or Break: AppendSpace(text); break;
                case NoBreakHyphen: text.Append('-'); break;
                case SoftHyphen: break;
                case SymbolChar symbol: text.Append(Symbol(symbol.Char?.Value)); break;
                case TextBoxContent: break;
                default:
                    if (element.HasChildren && IsVisibleContainer(element)) Append(text, element);
                    break;
            }
        }
    }

    private static void AppendSpace(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
    }

    /// <summary>Symbol fonts put their characters at U+F000 and up; bullets are all that can be told of them.</summary>
    private static string Symbol(string? code) => code?.ToUpperInvariant() is "F0B7" or "F0A7" ? "•" : "";
}
