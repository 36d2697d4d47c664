namespace WebFront.Realtime;

/// <summary>
/// How long a stream from a grain is asked for again after it broke: as long as a silo that died may go unnoticed by the others,
/// and no longer, so that a client hears of what does not pass.
/// </summary>
internal sealed class Reconnection(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>A stream that began and stayed for so long was whole; what breaks it is another break.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    private long? began;
    private long? brokenSince;
    private TimeSpan pause = FirstPause;

    /// <summary>The stream has begun.</summary>
    public void Began() => began = clock.GetTimestamp();

    /// <summary>The stream said something new: it is whole.</summary>
    public void Worked() => (brokenSince, pause) = (null, FirstPause);

    /// <summary>Whether it is worth another try.</summary>
    public bool MayTryAgain()
    {
        if (began is { } since && clock.GetElapsedTime(since) >= Settled) Worked();
        began = null;
        brokenSince ??= clock.GetTimestamp();
        return clock.GetElapsedTime(brokenSince.Value) < Patience;
    }

    public async Task PauseAsync(CancellationToken cancel)
    {
        await Task.Delay(pause, clock, cancel);
        pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
    }
}
