namespace Orleans.Runtime.Activations;

/// <summary>
/// Since when an activation is idle. A request only sets a flag; the sweep that sees the flag reads the clock, so that an idle
/// time is never counted too long, and too short by no more than the time between two sweeps.
/// </summary>
internal sealed class IdleClock
{
    private volatile bool touched = true;
    private long since;
    private long keepUntil;

    public void Touch()
    {
        if (!touched)
            touched = true;
    }

    /// <summary>Not to be collected before this time from now; for ever if infinite, no longer if negative.</summary>
    public void Delay(TimeSpan span, TimeProvider time) =>
        Volatile.Write(ref keepUntil, span switch
        {
            _ when span == Timeout.InfiniteTimeSpan || span == TimeSpan.MaxValue => long.MaxValue,
            { Ticks: <= 0 } => 0,
            _ => time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency),
        });

    /// <summary>Whether it has been idle for this long, as seen by a sweep at <paramref name="now"/>.</summary>
    public bool IsOver(TimeSpan age, long now, TimeProvider time)
    {
        if (touched)
        {
            touched = false;
            since = now;
            return false;
        }

        return time.GetElapsedTime(since, now) >= age && Volatile.Read(ref keepUntil) <= now;
    }
}
