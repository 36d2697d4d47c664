namespace Grains.Chat.Listing;

/// <summary>Averages that are 0 where there is nothing to average.</summary>
internal static class Averages
{
    /// <param name="sum">Of whole numbers, such as ratings.</param>
    public static double Of(long sum, long count) => count == 0 ? 0 : (double)sum / count;
}
