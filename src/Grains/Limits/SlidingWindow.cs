namespace Grains.Limits;

/// <summary>
/// At most so many in any span of the window's length, exactly: it remembers when each of the last ones was taken. Times are
/// timestamps of one clock, in its ticks. Memory grows with use up to eight bytes a permit.
/// </summary>
internal sealed class SlidingWindow(int permits, long length)
{
    private const int FirstCapacity = 8;

    private long[] taken = new long[Math.Min(permits, FirstCapacity)];
    private int oldest;
    private int count;

    public int Permits => permits;

    /// <summary>How many can be taken now.</summary>
    public int Remaining(long now)
    {
        while (count > 0 && now - taken[oldest] >= length)
        {
            oldest = oldest + 1 == taken.Length ? 0 : oldest + 1;
            count--;
        }

        return permits - count;
    }

    /// <summary>Takes one; <see cref="Remaining"/> has said that there is one.</summary>
    public void Take(long now)
    {
        if (count == taken.Length) Grow();
        var next = oldest + count;
        taken[next < taken.Length ? next : next - taken.Length] = now;
        count++;
    }

    /// <summary>Undoes the newest taking; nothing where all have passed out of the window.</summary>
    public void GiveBack()
    {
        if (count > 0) count--;
    }

    /// <summary>Ticks until one more can be taken; 0 where one can be now.</summary>
    public long UntilRoom(long now) => count < permits ? 0 : Math.Max(0, taken[oldest] + length - now);

    /// <summary>Ticks until all can be taken.</summary>
    public long UntilEmpty(long now)
    {
        if (count == 0) return 0;
        var newest = oldest + count - 1;
        return Math.Max(0, taken[newest < taken.Length ? newest : newest - taken.Length] + length - now);
    }

    private void Grow()
    {
        var larger = new long[Math.Min(permits, taken.Length * 2)];
        for (var i = 0; i < count; i++)
            larger[i] = taken[(oldest + i) % taken.Length];
        taken = larger;
        oldest = 0;
    }
}
