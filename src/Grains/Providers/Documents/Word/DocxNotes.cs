using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Grains.Providers.Documents.Word;

/// <summary>Footnotes and endnotes, given where they are referred to.</summary>
internal sealed class DocxNotes(MainDocumentPart main)
{
    private readonly Dictionary<long, string> footnotes = TextsOf(main.FootnotesPart?.Footnotes?.Elements<Footnote>(), note => note.Id?.Value);
    private readonly Dictionary<long, string> endnotes = TextsOf(main.EndnotesPart?.Endnotes?.Elements<Endnote>(), note => note.Id?.Value);

    public IEnumerable<string> Of(Paragraph paragraph)
    {
        foreach (var element in paragraph.Descendants())
        {
            var note = element switch
            {
                FootnoteReference { Id.Value: var id } => footnotes.GetValueOrDefault(id),
                EndnoteReference { Id.Value: var id } => endnotes.GetValueOrDefault(id),
                _ => null,
            };
            if (!string.IsNullOrEmpty(note)) yield return note;
        }
    }

    private static Dictionary<long, string> TextsOf<T>(IEnumerable<T>? notes, Func<T, long?> id) where T : OpenXmlElement =>
        (notes ?? [])
            .Where(note => id(note) is not null)
            .GroupBy(note => id(note)!.Value)
            .ToDictionary(
                group => group.Key,
                group => string.Join(' ', group.First().Descendants<Paragraph>().Select(DocxText.Of).Where(text => text.Length > 0)));
}
