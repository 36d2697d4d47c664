using System.Globalization;
using Load.Processes;

namespace Load.Measuring;

/// <summary>One repetition: what was done, by whom, at what cost.</summary>
/// <param name="Resident">The server's memory at the end, in bytes.</param>
internal sealed record Reading(Tally Done, Clocks Clocks, Heap Before, Heap After, long Resident)
{
    /// <summary>Operations, or units where these are counted.</summary>
    private long Count => Done.Units > 0 ? Done.Units : Done.Operations;

    public double PerSecond => Count / Clocks.Seconds;

    public double ServerMicros => Clocks.Server / Math.Max(1, Count);

    /// <summary>The share of the server's CPU that went into compiling: what was measured is not warm where it is above some percent.</summary>
    public double CompileShare => (After.CompileTicks - Before.CompileTicks) / 10.0 / Math.Max(1, Clocks.Server);

    public long Errors => Done.Errors;

    public static Reading Median(IReadOnlyList<Reading> readings) =>
        readings.OrderBy(reading => reading.ServerMicros).ElementAt(readings.Count / 2);

    /// <summary>Cores that neither server, upstream nor client used: other work on the machine, and the kernel's own.</summary>
    private double Others => Math.Max(0, Clocks.Machine - Clocks.Server - Clocks.Upstream - Clocks.Client) / 1e6 / Clocks.Seconds;

    public string Line(string name, string unit)
    {
        var count = Math.Max(1, Count);
        var error = Done.FirstError is { } first ? $"  {first}" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{name,-14}{PerSecond,10:N0} {unit}s/s  server {ServerMicros,6:N1} µs/{unit}  upstream {Clocks.Upstream / count,5:N1}  client {Clocks.Client / count,5:N1}  " +
            $"p50 {Done.Percentile(0.5),6:N2}  p99 {Done.Percentile(0.99),7:N2} ms  {(After.Allocated - Before.Allocated) / count,7:N0} B/{unit}  " +
            $"gc {After.Collections - Before.Collections}/{After.FullCollections - Before.FullCollections} {(After.PauseTicks - Before.PauseTicks) / 10_000} ms  rss {Resident >> 20} MiB  jit {CompileShare:P0}  others {Others:N2} cores  errors {Errors}{error}");
    }
}
