using System.Collections.Concurrent;
using Simulation.Tests.Defects;

namespace Simulation.Tests;

/// <summary>Runs schedules, each wholly on one thread, as many at a time as there are processors.</summary>
internal static class Runner
{
    /// <summary>So many failed schedules are enough to see what is wrong.</summary>
    private const int EnoughFailures = 10;

    public static ScheduleResult RunOne(ulong seed, Func<Defect>? defect = null, bool keepTrace = false)
    {
        ScheduleResult? result = null;
        RunOnThreads(1, () => result = Schedule.Run(seed, defect?.Invoke(), keepTrace));
        return result!;
    }

    /// <summary>Runs seeds from the first on, and calls back for each, on any of the threads.</summary>
    /// <returns>Those that failed, by seed; it stops early once they are enough.</returns>
    public static IReadOnlyList<ScheduleResult> FindFailures(ulong first, long count, Action<ScheduleResult> ran)
    {
        var failed = new ConcurrentBag<ScheduleResult>();
        RunSeeds(first, count, () => failed.Count >= EnoughFailures, null, result =>
        {
            ran(result);
            if (result.Violations.Count > 0) failed.Add(result);
        });
        return [.. failed.OrderBy(result => result.Seed)];
    }

    /// <summary>The lowest of the seeds that were run until one was found; null where none is.</summary>
    public static ScheduleResult? FindFirst(ulong first, long count, Func<ScheduleResult, bool> isWanted, Func<Defect> defect)
    {
        var found = new ConcurrentBag<ScheduleResult>();
        RunSeeds(first, count, () => !found.IsEmpty, defect, result =>
        {
            if (isWanted(result)) found.Add(result);
        });
        return found.MinBy(result => result.Seed);
    }

    /// <summary>Runs a story on a thread on which it can be the world.</summary>
    public static void Tell(Action story) => RunOnThreads(1, story);

    private static void RunSeeds(ulong first, long count, Func<bool> isEnough, Func<Defect>? defect, Action<ScheduleResult> ran)
    {
        var next = -1L;
        RunOnThreads(Environment.ProcessorCount, () =>
        {
            while (!isEnough() && Interlocked.Increment(ref next) is var index && index < count)
                ran(Schedule.Run(first + (ulong)index, defect?.Invoke()));
        });
    }

    /// <summary>Threads of our own: a test's has a synchronization context, to which what is awaited would come back.</summary>
    private static void RunOnThreads(int count, Action work)
    {
        var failures = new ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(0, count).Select(_ => new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception failure)
            {
                failures.Enqueue(failure);
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        if (failures.TryPeek(out var first)) throw new InvalidOperationException("The simulation itself failed.", first);
    }
}
