using System.Diagnostics;
using System.Globalization;

namespace Micro;

/// <summary>
/// Runs loops in turn and prints the median of each. CPU is that of the whole process, so it holds the callers' share too; on a
/// machine that others use it is the steadier figure.
/// </summary>
internal static class Race
{
    public static async Task<IReadOnlyDictionary<string, Figure>> RunAsync(Pace pace, params Loop[] loops)
    {
        loops = [.. loops.Where(loop => loop.Name.Contains(pace.Only, StringComparison.OrdinalIgnoreCase))];
        foreach (var loop in loops) await MeasureAsync(loop, pace.Round / 2);

        var rounds = loops.ToDictionary(loop => loop.Name, _ => new List<Figure>());
        for (var round = 0; round < pace.Rounds; round++)
        {
            foreach (var loop in loops) rounds[loop.Name].Add(await MeasureAsync(loop, pace.Round));
        }

        Console.WriteLine(Line($"{"",-46} {"per second",12} {"lowest",12} {"CPU µs",9} {"bytes",8}"));
        var medians = rounds.ToDictionary(pair => pair.Key, pair => Figure.MedianOf(pair.Value));
        foreach (var loop in loops)
        {
            var median = medians[loop.Name];
            var name = $"{loop.Name} ({loop.Unit})";
            Console.WriteLine(Line(
                $"{name,-46} {median.PerSecond,12:N0} {rounds[loop.Name].Min(one => one.PerSecond),12:N0} {median.CpuMicros,9:N2} {median.Bytes,8:N0}  {loop.Remark?.Invoke()}"));
        }

        return medians;
    }

    /// <summary>Prints how many times the one of another a figure is, where both were measured.</summary>
    public static void Compare(IReadOnlyDictionary<string, Figure> figures, string what, Func<Figure, double> figure, string one, string other)
    {
        if (figures.TryGetValue(one, out var first) && figures.TryGetValue(other, out var second))
            Console.WriteLine(Line($"{one} / {other}, {what}: {figure(first) / figure(second):N2}"));
    }

    public static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static async Task<Figure> MeasureAsync(Loop loop, TimeSpan length)
    {
        GC.Collect();
        using var stop = new CancellationTokenSource(length);
        var (cpu, bytes, began) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
        var count = await loop.Run(stop.Token);
        var elapsed = Stopwatch.GetElapsedTime(began);
        var used = Environment.CpuUsage.TotalTime - cpu;
        return new Figure(count / elapsed.TotalSeconds, used.TotalMicroseconds / count, (GC.GetTotalAllocatedBytes() - bytes) / (double)count);
    }
}
