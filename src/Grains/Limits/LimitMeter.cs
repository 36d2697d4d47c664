using System.Collections.Immutable;
using Grains.Outcomes;

namespace Grains.Limits;

/// <summary>The windows of one subject. A call that counts in several takes from all of them or from none.</summary>
internal sealed class LimitMeter(LimitsOptions options, TimeProvider clock)
{
    private readonly List<(string Name, SlidingWindow Window)> windows = [];

    /// <summary>The refusal of the first limit without room; null where the call was counted.</summary>
    public Refusal? Take(ImmutableArray<string> names, out ImmutableArray<LimitWindow> after)
    {
        var now = clock.GetTimestamp();
        after = [];
        foreach (var name in names)
        {
            var window = WindowOf(name);
            if (window.Remaining(now) == 0) return LimitRefusals.Exceeded(name, window.Permits, Span(window.UntilRoom(now)));
        }

        foreach (var name in names) WindowOf(name).Take(now);
        after = Look(names, now);
        return null;
    }

    /// <summary>Undoes the last taking of each.</summary>
    public void GiveBack(ImmutableArray<string> names)
    {
        foreach (var name in names) WindowOf(name).GiveBack();
    }

    /// <summary>Forgets all that was counted.</summary>
    /// <returns>In how many limits.</returns>
    public int Forget()
    {
        var count = windows.Count;
        windows.Clear();
        return count;
    }

    /// <summary>How limits stand now.</summary>
    public ImmutableArray<LimitWindow> Look(ImmutableArray<string> names) => Look(names, clock.GetTimestamp());

    private ImmutableArray<LimitWindow> Look(ImmutableArray<string> names, long now)
    {
        var time = clock.GetUtcNow();
        var states = ImmutableArray.CreateBuilder<LimitWindow>(names.Length);
        foreach (var name in names)
        {
            var window = WindowOf(name);
            states.Add(new LimitWindow(name, window.Permits, window.Remaining(now), time + Span(window.UntilEmpty(now))));
        }

        return states.MoveToImmutable();
    }

    /// <summary>A caller counts in two or three limits, so looking through a list is quicker than hashing names.</summary>
    private SlidingWindow WindowOf(string name)
    {
        foreach (var (known, window) in windows)
        {
            if (ReferenceEquals(known, name) || known == name) return window;
        }

        var setting = options.Of(name);
        var ticks = (long)(setting.Window.TotalSeconds * clock.TimestampFrequency);
        var added = new SlidingWindow(setting.Permits, ticks);
        windows.Add((name, added));
        return added;
    }

    private TimeSpan Span(long ticks) => clock.GetElapsedTime(0, ticks);
}
