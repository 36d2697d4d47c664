namespace Simulation.Tests.Engine;

/// <summary>A timer in the world's time.</summary>
internal sealed class WorldTimer(Process process, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan period;

    public Process Process => process;

    public TimeSpan Due { get; set; }

    /// <summary>Names the arming that counts; 0 where it is not armed.</summary>
    public long Order { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        this.period = period;
        Order = 0;
        if (dueTime != Timeout.InfiniteTimeSpan) process.World.Schedule(this, dueTime);
        return true;
    }

    public void Fire()
    {
        Order = 0;
        if (period > TimeSpan.Zero) process.World.Schedule(this, period);
        callback(state);
    }

    public void Dispose() => Order = 0;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
