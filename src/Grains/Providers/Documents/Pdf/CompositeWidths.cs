namespace Grains.Providers.Documents.Pdf;

/// <summary>The widths of a CID font's glyphs, in thousandths of an em (ISO 32000-1, 9.7.4.3).</summary>
internal sealed class CompositeWidths(double otherwise)
{
    private readonly Dictionary<int, double> single = [];
    private readonly List<(int First, int Last, double Width)> ranges = [];

    public static CompositeWidths Read(PdfDictionary font, double otherwise, PdfFile file)
    {
        var widths = new CompositeWidths(otherwise);
        var items = file.Get<PdfArray>(font, "W")?.Items ?? [];
        for (var i = 0; i + 1 < items.Count;)
        {
            if (file.Resolve(items[i]) is not PdfNumber first) break;
            var second = file.Resolve(items[i + 1]);
            if (second is PdfArray list)
            {
                widths.Add(first.Integer, list, file);
                i += 2;
            }
            else if (second is PdfNumber last && i + 2 < items.Count && file.Resolve(items[i + 2]) is PdfNumber width)
            {
                widths.ranges.Add((first.Integer, last.Integer, width.Value));
                i += 3;
            }
            else break;
        }
        widths.ranges.Sort((a, b) => a.First.CompareTo(b.First));
        return widths;
    }

    public double Of(int glyph)
    {
        if (single.TryGetValue(glyph, out var width)) return width;
        var (low, high) = (0, ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var range = ranges[middle];
            if (glyph < range.First) high = middle - 1;
            else if (glyph > range.Last) low = middle + 1;
            else return range.Width;
        }
        return otherwise;
    }

    private void Add(int first, PdfArray list, PdfFile file)
    {
        for (var i = 0; i < list.Items.Count; i++)
        {
            file.Budget.ChargeObject();
            if (file.Resolve(list.Items[i]) is PdfNumber width) single[unchecked(first + i)] = width.Value;
        }
    }
}
