using System.Globalization;
using System.Text.RegularExpressions;

namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>Takes out headers, footers and page numbers: top or bottom lines that return at the same height, or that count the pages.</summary>
internal static partial class RunningText
{
    private const int FewestPages = 3;
    private const double Share = 0.4;
    private const double CountingShare = 0.6;

    public static void Remove(IReadOnlyList<List<TextLine>> pages)
    {
        var edges = pages.Select(Edges).ToList();
        var returning = edges.SelectMany(e => e.Select(Key).Distinct()).CountBy(key => key).ToDictionary();
        var filled = pages.Count(page => page.Count > 0);
        var counting = CountingOffset(edges, filled);
        for (var i = 0; i < pages.Count; i++)
        {
            var running = edges[i]
                .Where(line => returning[Key(line)] >= Math.Max(FewestPages, filled * Share) || (counting is not null && Number(line) - i == counting))
                .ToHashSet();
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
    private static (string Text, double Height) Key(TextLine line) => (Digits().Replace(line.Text, "#"), Math.Round(line.Baseline / 2));

    /// <summary>By how much the printed page numbers exceed the index of the page; null when no numbers are printed.</summary>
    private static int? CountingOffset(List<List<TextLine>> edges, int filled)
    {
        var offsets = edges.SelectMany((lines, index) => lines.Select(line => Number(line) - index).Distinct())
            .OfType<int>().CountBy(offset => offset).OrderByDescending(pair => pair.Value).FirstOrDefault();
        return offsets.Value > 0 && offsets.Value >= filled * CountingShare && (filled > 1 || offsets.Key == 1) ? offsets.Key : null;
    }

    private static int? Number(TextLine line) =>
        PageNumber().Match(line.Text) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[\s–—-]*(?:(?:page|seite|p\.)\s*)?([0-9]{1,5})(?:\s*(?:/|of|von)\s*[0-9]{1,5})?[\s–—-]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PageNumber();
}
