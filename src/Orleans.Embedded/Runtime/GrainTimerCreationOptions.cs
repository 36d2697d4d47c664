using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>How a grain timer fires.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>Sets the two times.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Until the first callback; <see cref="Timeout.InfiniteTimeSpan"/> creates it stopped.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of a callback to the next one; <see cref="Timeout.InfiniteTimeSpan"/> makes it fire once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether callbacks run while other requests await; by default they wait their turn like calls.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether callbacks keep the activation from being idle.</summary>
    public bool KeepAlive { get; init; }
}
