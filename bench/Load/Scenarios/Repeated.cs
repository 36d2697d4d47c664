using Load.Measuring;

namespace Load.Scenarios;

/// <summary>A warm-up, then the same measurement several times, and its median.</summary>
internal static class Repeated
{
    /// <summary>Warm is what compiles no more: the runtime translates anew, with what it has learned, for some ten thousand operations.</summary>
    private const double Warm = 0.03;
    private const int MaxSlices = 12;

    public static async Task<Reading> RunAsync(Options options, string name, string unit, Func<TimeSpan, Task<Reading>> measure)
    {
        Reading warm;
        var slices = 0;
        do warm = await measure(TimeSpan.FromSeconds(options.WarmUp));
        while (warm.CompileShare > Warm && warm.Errors == 0 && ++slices < MaxSlices);
        Console.WriteLine(warm.Line($"{name} warm-up", unit));
        var readings = new List<Reading>();
        for (var run = 1; run <= options.Runs; run++)
        {
            var reading = await measure(TimeSpan.FromSeconds(options.Seconds));
            readings.Add(reading);
            Console.WriteLine(reading.Line($"{name} {run}", unit));
        }

        var median = Reading.Median(readings);
        Console.WriteLine(median.Line($"{name} median", unit));
        return median;
    }

    /// <summary>Prints what is wrong, and the exit code that says so.</summary>
    public static int Conclude(IReadOnlyList<string> faults, string whatHolds)
    {
        if (faults.Count == 0)
        {
            Console.WriteLine($"proved: {whatHolds}");
            return 0;
        }

        foreach (var fault in faults.Take(10)) Console.WriteLine($"WRONG: {fault}");
        return 1;
    }
}
