using System.Globalization;

namespace WebFront.Endpoints;

/// <summary>A wait in whole seconds, rounded up and at least 1, so that nobody comes back too early.</summary>
internal static class WholeSeconds
{
    public static string Up(TimeSpan wait) => Count(wait).ToString(CultureInfo.InvariantCulture);

    public static long Count(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
}
