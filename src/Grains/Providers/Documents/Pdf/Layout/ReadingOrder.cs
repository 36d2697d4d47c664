namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>Lines are read as they are drawn, which is nearly always right; a page drawn in no order is cut into columns and sorted.</summary>
internal static class ReadingOrder
{
    private const int MaxCuts = 40;

    public static List<TextLine> Arrange(List<TextLine> lines)
    {
        if (lines.Count < 4 || !IsDisordered(lines)) return lines;
        var result = new List<TextLine>(lines.Count);
        Cut(lines, result, 0);
        return result;
    }

    /// <summary>A step up to a line that stands over the one before is a step back in reading; new columns step up beside it.</summary>
    private static bool IsDisordered(List<TextLine> lines)
    {
        var back = 0;
        for (var i = 1; i < lines.Count; i++)
        {
            var (before, next) = (lines[i - 1], lines[i]);
            if (next.Angle == before.Angle && next.Baseline > before.Baseline + before.Size && Overlaps(before, next)) back++;
        }
        return back > Math.Max(2, lines.Count / 10);
    }

    private static bool Overlaps(TextLine a, TextLine b) => a.Left < b.Right && b.Left < a.Right;

    private static void Cut(List<TextLine> lines, List<TextLine> result, int depth)
    {
        var (first, second) = depth < MaxCuts && lines.Count > 2 ? Split(lines) : (null, null);
        if (first is null || second is null)
        {
            result.AddRange(lines.OrderBy(l => l.Angle).ThenByDescending(l => Math.Round(l.Baseline)).ThenBy(l => l.Left));
            return;
        }
        Cut(first, result, depth + 1);
        Cut(second, result, depth + 1);
    }

    /// <summary>Splits at a gutter between columns, else at the widest empty band across.</summary>
    private static (List<TextLine>? First, List<TextLine>? Second) Split(List<TextLine> lines)
    {
        var em = lines.Average(l => l.Size);
        if (WidestGap(lines, l => l.Left, l => l.Right) is var (gutter, width) && width > em * 0.8)
        {
            var left = lines.Where(l => l.Left < gutter).ToList();
            var right = lines.Where(l => l.Left >= gutter).ToList();
            if (left.Count > 1 && right.Count > 1) return (left, right);
        }
        if (WidestGap(lines, l => l.Baseline - l.Size * 0.2, l => l.Baseline + l.Size * 0.8) is var (band, height) && height > em * 0.6)
        {
            return (lines.Where(l => l.Baseline >= band).ToList(), lines.Where(l => l.Baseline < band).ToList());
        }
        return (null, null);
    }

    /// <summary>The widest stretch that no line covers: its middle and its width; width 0 when there is none.</summary>
    private static (double Middle, double Width) WidestGap(
        List<TextLine> lines, Func<TextLine, double> start, Func<TextLine, double> end)
    {
        var (middle, width) = (0.0, 0.0);
        var reached = double.MaxValue;
        foreach (var line in lines.OrderBy(start))
        {
            if (start(line) - reached > width) (middle, width) = ((start(line) + reached) / 2, start(line) - reached);
            reached = reached == double.MaxValue ? end(line) : Math.Max(reached, end(line));
        }
        return (middle, width);
    }
}
