namespace Simulation.Tests.Engine;

/// <summary>
/// The one thread that everything runs on, and its time. What can run waits in one list; the seed says which of it goes next. Time
/// stands still while anything can run, and then goes to the next timer.
/// </summary>
internal sealed class World
{
    /// <summary>A hundred times what a schedule takes: beyond it something goes round in circles.</summary>
    private const long MostSteps = 300_000;

    private readonly List<(Process Process, IThreadPoolWorkItem Item)> runnable = [];
    private readonly PriorityQueue<WorldTimer, (long Due, long Order)> timers = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly Chance order;
    private long timersMade;
    private string? escape;

    public World(ulong seed, bool keepTrace = false)
    {
        Seed = seed;
        order = new Chance(seed).Fork(1);
        Faults = new Chance(seed).Fork(2);
        Plan = new Chance(seed).Fork(3);
        Trace = new Trace(keepTrace);
    }

    public ulong Seed { get; }

    public Chance Faults { get; }

    public Chance Plan { get; }

    public Trace Trace { get; }

    /// <summary>Time since the schedule began.</summary>
    public TimeSpan Now { get; private set; }

    public long Steps { get; private set; }

    /// <param name="details">What explains it and is only told where a trace is kept; not part of the hash.</param>
    public void Say(string what, string details = "") => Trace.Say(Now, what, details);

    public void Explain(string what) => Trace.Explain(Now, what);

    public void Schedule(Process process, IThreadPoolWorkItem item)
    {
        if (!IsHere()) return;
        runnable.Add((process, item));
    }

    public void Schedule(WorldTimer timer, TimeSpan due)
    {
        if (!IsHere()) return;
        timer.Due = Now + due;
        timer.Order = ++timersMade;
        timers.Enqueue(timer, (timer.Due.Ticks, timer.Order));
    }

    /// <summary>Runs until a condition holds; false where that much time went by first, or where nothing is left that could change it.</summary>
    public bool RunUntil(Func<bool> isReached, TimeSpan atMost)
    {
        var end = Now + atMost;
        while (!isReached())
        {
            if (escape is not null) throw new InvalidOperationException($"Seed {Seed}: something left the simulation's thread.\n{escape}");
            if (Steps > MostSteps) throw new EndlessException($"Seed {Seed}: {MostSteps} turns and no end.");
            if (!Step(end)) return isReached();
        }

        return true;
    }

    public void RunFor(TimeSpan span) => RunUntil(static () => false, span);

    private bool Step(TimeSpan end)
    {
        while (runnable.Count > 0)
        {
            var index = runnable.Count == 1 ? 0 : order.Below(runnable.Count);
            var (process, item) = runnable[index];
            runnable[index] = runnable[^1];
            runnable.RemoveAt(runnable.Count - 1);
            if (process.IsGone) continue;
            Steps++;
            Trace.Mark(((long)index << 32) | (uint)runnable.Count);
            item.Execute();
            return true;
        }

        while (timers.TryPeek(out var timer, out var at))
        {
            if (timer.Order != at.Order || timer.Process.IsGone)
            {
                timers.Dequeue();
                continue;
            }

            if (at.Due > end.Ticks) break;
            timers.Dequeue();
            Now = TimeSpan.FromTicks(at.Due);
            Trace.Mark(at.Due);
            timer.Fire();
            return true;
        }

        Now = end;
        return false;
    }

    /// <summary>Whoever comes from another thread would come at a time of its own: that is a mistake to be found, not to be lived with.</summary>
    private bool IsHere()
    {
        if (Environment.CurrentManagedThreadId == thread) return true;
        escape ??= Environment.StackTrace;
        return false;
    }
}

/// <summary>A schedule goes round in circles.</summary>
internal sealed class EndlessException(string message) : Exception(message);
