namespace Grains.Providers.Models;

/// <summary>
/// Tells when a wait has become too long. Waits follow each other by the token, so that none of them touches the timer: it runs on,
/// and looks only when it fires how far off the end of the present wait is.
/// </summary>
internal sealed class StreamDeadline : IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly Action late;
    private ITimer? timer;
    private long due;
    private long firesAt = long.MaxValue;
    private bool waiting;
    private bool disposed;

    public StreamDeadline(TimeProvider clock, Action late)
    {
        this.clock = clock;
        this.late = late;
    }

    public void Begin(TimeSpan limit)
    {
        lock (gate)
        {
            waiting = true;
            due = clock.GetTimestamp() + (long)(Math.Max(0, limit.TotalSeconds) * clock.TimestampFrequency);
            if (due < firesAt && !disposed) FireAt(due, limit);
        }
    }

    public void End()
    {
        lock (gate) waiting = false;
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            timer?.Dispose();
        }
    }

    private void FireAt(long at, TimeSpan span)
    {
        firesAt = at;
        if (span < TimeSpan.Zero) span = TimeSpan.Zero;
        if (timer is null) timer = clock.CreateTimer(static self => ((StreamDeadline)self!).Fire(), this, span, Timeout.InfiniteTimeSpan);
        else timer.Change(span, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        lock (gate)
        {
            firesAt = long.MaxValue;
            if (!waiting || disposed) return;
            var left = clock.GetElapsedTime(clock.GetTimestamp(), due);
            if (left > TimeSpan.Zero)
            {
                // Timers count whole milliseconds, so that one which fires early must not fire again and again.
                FireAt(due, left + TimeSpan.FromMilliseconds(1));
                return;
            }
        }

        late();
    }
}
