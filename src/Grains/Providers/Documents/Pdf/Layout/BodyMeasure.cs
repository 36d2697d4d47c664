namespace Grains.Providers.Documents.Pdf.Layout;

/// <summary>What is ordinary in a document.</summary>
/// <param name="Size">The size of most of its text, in points.</param>
/// <param name="Pitch">From one line of a paragraph to the next, in ems.</param>
internal sealed record BodyMeasure(double Size, double Pitch)
{
    private const double DefaultPitch = 1.25;

    public static BodyMeasure Of(IReadOnlyList<List<TextLine>> pages)
    {
        var size = pages.SelectMany(p => p).GroupBy(l => Math.Round(l.Size * 2) / 2)
            .OrderByDescending(g => g.Sum(l => l.Text.Length)).FirstOrDefault()?.Key ?? 10;
        return new BodyMeasure(size, PitchOf(pages, size));
    }

    /// <summary>The smallest distance that is not rare: larger ones stand between paragraphs.</summary>
    private static double PitchOf(IReadOnlyList<List<TextLine>> pages, double size)
    {
        var pitches = new Dictionary<int, int>();
        foreach (var page in pages)
        {
            for (var i = 1; i < page.Count; i++)
            {
                var (before, next) = (page[i - 1], page[i]);
                var drop = (before.Baseline - next.Baseline) / size;
                if (Math.Abs(before.Size - size) > 0.3 || Math.Abs(next.Size - size) > 0.3 || drop is < 0.9 or > 3) continue;
                if (next.Left >= before.Right || before.Left >= next.Right) continue;
                var bucket = (int)Math.Round(drop * 20);
                pitches[bucket] = pitches.GetValueOrDefault(bucket) + 1;
            }
        }
        var all = pitches.Values.Sum();
        var common = pitches.Where(p => p.Value >= all * 0.12).Select(p => p.Key).DefaultIfEmpty(0).Min();
        return common == 0 ? DefaultPitch : common / 20.0;
    }
}
