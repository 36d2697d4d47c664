namespace WebFront.Surfaces.Marketplace.Clones;

internal static class Megabytes
{
    /// <summary>Bytes in units of 1,048,576, to four decimals.</summary>
    public static decimal Of(long bytes) => decimal.Round(bytes / 1_048_576m, 4);
}
