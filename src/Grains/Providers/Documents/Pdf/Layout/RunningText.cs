namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>Takes out headers, footers and page numbers: a top or bottom line that returns on most pages at the same height.</summary>
internal static class RunningText
{
    private const int FewestPages = 3;
    private const double Share = 0.4;

    public static void Remove(IReadOnlyList<List<TextLine>> pages)
    {
        var edges = pages.Select(Edges).ToList();
        var counts = edges.SelectMany(e => e.Select(Key).Distinct()).CountBy(key => key).ToDictionary();
        var needed = Math.Max(FewestPages, pages.Count(p => p.Count > 0) * Share);
        for (var i = 0; i < pages.Count; i++)
        {
            var running = edges[i].Where(line => counts[Key(line)] >= needed).ToHashSet();
            if (running.Count < pages[i].Count) pages[i].RemoveAll(running.Contains);
        }
    }

    /// <summary>What stands on the highest and on the lowest baseline.</summary>
    private static List<TextLine> Edges(List<TextLine> page)
    {
        var upright = page.Where(line => line.Angle == 0).ToList();
        if (upright.Count < 3) return [];
        var (top, bottom) = (upright.Max(line => line.Baseline), upright.Min(line => line.Baseline));
        return upright.FindAll(line => Math.Abs(line.Baseline - top) < 1 || Math.Abs(line.Baseline - bottom) < 1);
    }

    /// <summary>Numbers change from page to page, the rest does not.</summary>
    private static (string Text, double Height) Key(TextLine line)
    {
        var text = string.Concat(line.Text.Select(c => char.IsDigit(c) ? '#' : c)).Replace("##", "#", StringComparison.Ordinal);
        return (text.Replace("##", "#", StringComparison.Ordinal), Math.Round(line.Baseline / 2));
    }
}
