namespace Simulation.Tests.Engine;

/// <summary>A process's clock: the world's time, on a wall clock that may be wrong, and timers that die with the process.</summary>
internal sealed class ProcessClock(Process process) : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (process.World.Now + process.MonotonicSkew).Ticks + TimeSpan.TicksPerDay;

    public override DateTimeOffset GetUtcNow() => Start + process.World.Now + process.Skew;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WorldTimer(process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
