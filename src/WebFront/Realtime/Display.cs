namespace WebFront.Realtime;

/// <summary>Micro-units and ticks as the wire shows them.</summary>
internal static class Display
{
    /// <summary>Micro-USD as dollars with at most 4 decimals, rounded half to even.</summary>
    public static decimal Dollars(long micros) => Math.Round(micros / 1_000_000m, 4) / 1.0000m;

    /// <summary>Minutes with at most 2 decimals: rounded for display, never for billing.</summary>
    public static double Minutes(TimeSpan time) => Math.Round(time.TotalMinutes, 2);
}
