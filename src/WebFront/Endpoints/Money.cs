namespace WebFront.Endpoints;

/// <summary>Micro-USD of the core as the decimal dollars of a surface, and back.</summary>
internal static class Money
{
    private const decimal MicrosInOne = 1_000_000m;

    public static decimal FromMicros(long micros) => micros / MicrosInOne;

    /// <summary>Rounded half to even to whole micro-units; the caller has checked the range.</summary>
    public static long ToMicros(decimal amount) => (long)decimal.Round(amount * MicrosInOne, MidpointRounding.ToEven);
}
