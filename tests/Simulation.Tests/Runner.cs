using System.Collections.Concurrent;
using Simulation.Tests.Defects;

namespace Simulation.Tests;

/// <summary>Runs schedules, each wholly on one thread of its own kind, as many at a time as there are processors.</summary>
internal static class Runner
{
    public static ScheduleResult RunOne(ulong seed, Func<Defect>? defect = null, bool keepTrace = false)
    {
        ScheduleResult? result = null;
        RunOnThreads(1, () => result = Schedule.Run(seed, defect?.Invoke(), keepTrace));
        return result!;
    }

    /// <summary>Runs seeds from the first on; stops early once so many have failed.</summary>
    public static IReadOnlyList<ScheduleResult> Run(ulong first, int count, Func<Defect>? defect = null, int enough = 10)
    {
        var (next, failed) = (-1, 0);
        var results = new ConcurrentBag<ScheduleResult>();
        RunOnThreads(Environment.ProcessorCount, () =>
        {
            while (Volatile.Read(ref failed) < enough && Interlocked.Increment(ref next) is var index && index < count)
            {
                var result = Schedule.Run(first + (ulong)index, defect?.Invoke());
                results.Add(result);
                if (result.Violations.Count > 0) Interlocked.Increment(ref failed);
            }
        });
        return [.. results.OrderBy(result => result.Seed)];
    }

    /// <summary>Threads of our own: a test's thread has a synchronization context, and a pool's would be inlined upon.</summary>
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
        if (failures.TryPeek(out var first)) throw first;
    }
}
