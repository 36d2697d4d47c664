namespace Orleans.Configuration;

/// <summary>How turns are watched.</summary>
public class SchedulingOptions
{
    /// <summary>The default of <see cref="TurnWarningLengthThreshold"/>.</summary>
    public static readonly TimeSpan DEFAULT_TURN_WARNING_THRESHOLD = TimeSpan.FromMilliseconds(1_000);

    /// <summary>
    /// A turn that runs for longer is logged: it holds its thread and every other request of its activation. Turns are looked at twice
    /// a second, so a turn is surely seen if it runs for half a second more than this.
    /// </summary>
    public TimeSpan TurnWarningLengthThreshold { get; set; } = DEFAULT_TURN_WARNING_THRESHOLD;
}
