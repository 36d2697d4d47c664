namespace Grains.Chat;

/// <summary>
/// Counts a session's active time: while it is not paused and somebody is there. Somebody is there while a live watcher is
/// attached, for a grace period after the last one left, and for another after each request. It reads the monotonic clock, so
/// a clock that jumps bills nothing; time in which the process was down is nobody's presence.
/// </summary>
internal sealed class SessionMeter(TimeProvider clock, ChatOptions options)
{
    private TimeSpan counted;
    private long lastReading;
    private long presentUntil;
    private int watchers;
    private bool running;

    public bool IsSomebodyThere => watchers > 0 || clock.GetTimestamp() < presentUntil;

    /// <summary>Goes on from a stored reading, with nobody there yet.</summary>
    public void Restore(TimeSpan activeTime, bool run)
    {
        counted = activeTime;
        running = run;
        lastReading = presentUntil = clock.GetTimestamp();
    }

    public TimeSpan Read()
    {
        var now = clock.GetTimestamp();
        var until = watchers > 0 ? now : Math.Min(now, presentUntil);
        if (running && until > lastReading) counted += clock.GetElapsedTime(lastReading, until);
        lastReading = now;
        return counted;
    }

    /// <summary>A request came: somebody is there.</summary>
    public void Touch() => BePresentFor(options.IdleGrace);

    public void Attach()
    {
        Read();
        watchers++;
    }

    public void Detach()
    {
        Read();
        watchers--;
        if (watchers > 0) return;
        presentUntil = clock.GetTimestamp();
        BePresentFor(options.DisconnectGrace);
    }

    public void Run(bool run)
    {
        Read();
        running = run;
    }

    private void BePresentFor(TimeSpan grace)
    {
        Read();
        var until = clock.GetTimestamp() + (long)(grace.TotalSeconds * clock.TimestampFrequency);
        if (until > presentUntil) presentUntil = until;
    }
}
