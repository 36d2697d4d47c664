using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Simulation.Tests;

/// <summary>
/// The product under random schedules. <c>SIMULATION_SCHEDULES</c> says how many and <c>SIMULATION_FIRST</c> from which seed on;
/// <c>SIMULATION_SEED</c> runs one alone and prints its trace.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const long DefaultSchedules = 10_000;

    private static readonly ulong? OneSeed = Read("SIMULATION_SEED");

    [Fact]
    public void Every_schedule_keeps_every_promise()
    {
        var (first, count) = OneSeed is { } seed ? (seed, 1L) : (Read("SIMULATION_FIRST") ?? 1UL, (long)(Read("SIMULATION_SCHEDULES") ?? DefaultSchedules));
        var watch = Stopwatch.StartNew();
        var (ran, steps) = (0L, 0L);

        var failures = Runner.FindFailures(first, count, result =>
        {
            Interlocked.Increment(ref ran);
            Interlocked.Add(ref steps, result.Steps);
        });

        if (OneSeed is not null) Print(first);
        output.WriteLine($"{ran} schedules, {steps} turns, {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.True(failures.Count == 0, string.Join('\n', failures.SelectMany(Describe)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(235)]
    [InlineData(1_000_003)]
    public void A_seed_replays_exactly(ulong seed)
    {
        var first = Runner.RunOne(seed, keepTrace: true);
        var second = Runner.RunOne(seed, keepTrace: true);
        var withoutTrace = Runner.RunOne(seed);

        Assert.Equal(first.Trace.Lines, second.Trace.Lines);
        Assert.Equal(first.Trace.Hash, second.Trace.Hash);
        Assert.Equal(first.Trace.Hash, withoutTrace.Trace.Hash);
        Assert.NotEmpty(first.Trace.Lines);
    }

    private void Print(ulong seed)
    {
        foreach (var line in Runner.RunOne(seed, keepTrace: true).Trace.Lines) output.WriteLine(line);
    }

    private static IEnumerable<string> Describe(ScheduleResult result) =>
        result.Violations.Take(3).Select(violation => $"SIMULATION_SEED={result.Seed} (trace {result.Trace.Hash:x16}): {violation}");

    private static ulong? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : null;
}
