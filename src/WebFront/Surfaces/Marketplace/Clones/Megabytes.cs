namespace WebFront.Surfaces.Marketplace.Clones;

internal static class Megabytes
{
    /// <summary>Bytes in units of 1,048,576, to six decimals, so that a page of text is not nothing.</summary>
    public static double Of(long bytes) => Math.Round(bytes / 1_048_576.0, 6);
}
