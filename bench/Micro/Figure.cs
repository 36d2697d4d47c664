namespace Micro;

/// <param name="CpuMicros">Of the process, for one operation.</param>
/// <param name="Bytes">Allocated for one operation.</param>
internal readonly record struct Figure(double PerSecond, double CpuMicros, double Bytes)
{
    public static Figure MedianOf(IReadOnlyCollection<Figure> figures) => new(
        Median(figures.Select(one => one.PerSecond)),
        Median(figures.Select(one => one.CpuMicros)),
        Median(figures.Select(one => one.Bytes)));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
