using Orleans.Runtime.Turns;

namespace Simulation.Tests.Engine;

/// <summary>
/// Something that can die: a silo, or all the clients. Its turns and timers are the world's; when it is gone, none of them ever
/// runs again, wherever it was.
/// </summary>
internal sealed class Process(World world, string name) : ITurnScheduler
{
    private readonly List<Action> onGone = [];

    public string Name => name;

    public World World => world;

    public bool IsGone { get; private set; }

    /// <summary>How far its wall clock is from the world's.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>How far its monotonic clock has been moved; only a defect does that.</summary>
    public TimeSpan MonotonicSkew { get; set; }

    public ProcessClock Clock => field ??= new ProcessClock(this);

    /// <summary>One turn at a time, so that the seed has a say between any two.</summary>
    int ITurnScheduler.Share => 1;

    void ITurnScheduler.Schedule(IThreadPoolWorkItem turns, bool yielding) => world.Schedule(this, turns);

    /// <summary>Runs work on turns of its own; what it awaits comes back to them.</summary>
    public void Run(Func<Task> work) => new SystemTurns(this).Run(work);

    public void WhenGone(Action action) => onGone.Add(action);

    public void Kill()
    {
        IsGone = true;
        foreach (var action in onGone) action();
    }
}
