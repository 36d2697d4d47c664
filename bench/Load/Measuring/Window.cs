using System.Diagnostics;
using Load.Processes;

namespace Load.Measuring;

/// <summary>Runs lanes for a stretch of time against a server, and takes the processes' clocks at both ends.</summary>
internal static class Window
{
    /// <param name="operation">One operation of a lane, which may count units and errors of its own.</param>
    public static async Task<Reading> MeasureAsync<TLane>(
        IReadOnlyList<TLane> lanes, Func<TLane, Tally, Task> operation, TimeSpan length, Child server, Child? upstream)
    {
        var heap = await server.AskHeapAsync();
        var before = Clocks.Take(server, upstream);
        var stop = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
        var tallies = lanes.Select(_ => new Tally()).ToArray();
        await Task.WhenAll(lanes.Select((lane, index) => Task.Run(() => RunAsync(lane, tallies[index], operation, stop))));
        var took = before.Until(Clocks.Take(server, upstream));
        var after = await server.AskHeapAsync();
        return new Reading(Tally.Sum(tallies), took, heap, after, server.Resident);
    }

    private static async Task RunAsync<TLane>(TLane lane, Tally tally, Func<TLane, Tally, Task> operation, long stop)
    {
        long began;
        while ((began = Stopwatch.GetTimestamp()) < stop)
        {
            try
            {
                await operation(lane, tally);
            }
            catch (Exception failure)
            {
                tally.Fail(failure.Message);
                return;
            }

            tally.Add(Stopwatch.GetElapsedTime(began));
        }
    }
}

/// <summary>CPU time of the processes of a measurement, and the wall's.</summary>
internal readonly record struct Clocks(long At, double Server, double Upstream, double Client, double Machine)
{
    public static Clocks Take(Child server, Child? upstream) => new(
        Stopwatch.GetTimestamp(), server.CpuMicros, upstream?.CpuMicros ?? 0, CpuClock.Micros(Environment.ProcessId), CpuClock.MachineMicros());

    public Clocks Until(Clocks later) => new(later.At - At, later.Server - Server, later.Upstream - Upstream, later.Client - Client, later.Machine - Machine);

    public double Seconds => (double)At / Stopwatch.Frequency;
}
