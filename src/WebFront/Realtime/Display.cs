namespace WebFront.Realtime;

/// <summary>Micro-units and ticks as the wire shows them.</summary>
internal static class Display
{
    /// <summary>Micro-USD as dollars, exact to the micro-unit, so that what is shown adds up.</summary>
    public static decimal Dollars(long micros) => micros / 1_000_000m;

    /// <summary>Minutes with at most 2 decimals: rounded for display, never for billing.</summary>
    public static double Minutes(TimeSpan time) => Math.Round(time.TotalMinutes, 2);
}
