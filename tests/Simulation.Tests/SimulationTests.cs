using System.Diagnostics;
using Xunit.Abstractions;

namespace Simulation.Tests;

public sealed class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void A_first_schedule_runs()
    {
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("SIMULATION_SEED") ?? "1");
        var result = Runner.RunOne(seed, keepTrace: true);
        foreach (var line in result.Trace.Lines) output.WriteLine(line);
        output.WriteLine($"{result.Steps} {result.Simulated}");
        Assert.Empty(result.Violations);
    }

    [Fact]
    public void Many()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("SIMULATION_SCHEDULES") ?? "1000");
        var watch = Stopwatch.StartNew();
        var results = Runner.Run(1, count);
        output.WriteLine($"{results.Count} in {watch.Elapsed}, {results.Average(r => r.Steps)} steps, {results.Average(r => r.Simulated.TotalSeconds)} s");
        foreach (var result in results.Where(r => r.Violations.Count > 0))
            foreach (var v in result.Violations.Take(3)) output.WriteLine($"seed {result.Seed} {v}");
        Assert.DoesNotContain(results, r => r.Violations.Count > 0);
    }
}
