namespace Grains.Providers.Documents.Pdf;

/// <summary>The bookmarks' titles: they name the headings (ISO 32000-1, 12.3.3).</summary>
internal static class PdfOutline
{
    private const int MaxItems = 5_000;

    public static IReadOnlyList<string> Titles(PdfFile file)
    {
        var titles = new List<string>();
        var visited = new HashSet<PdfDictionary>();
        var waiting = new Stack<PdfDictionary>();
        Push(file.GetDictionary(file.GetDictionary(file.GetDictionary(file.Trailer, "Root"), "Outlines"), "First"));
        while (waiting.TryPop(out var item) && visited.Count < MaxItems)
        {
            if (!visited.Add(item)) continue;
            if (file.Get<PdfString>(item, "Title") is { } title) titles.Add(PdfTextString.Decode(title.Bytes));
            Push(file.GetDictionary(item, "Next"));
            Push(file.GetDictionary(item, "First"));
        }
        return titles;

        void Push(PdfDictionary? item)
        {
            if (item is not null) waiting.Push(item);
        }
    }
}
