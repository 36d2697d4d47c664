using System.Collections.Immutable;
using System.Globalization;
using Grains.Limits;

namespace WebFront.Endpoints;

/// <summary>The <c>X-RateLimit-*</c> headers, of the limit with the least room.</summary>
internal static class RateLimitHeaders
{
    public static void Write(HttpResponse response, ImmutableArray<LimitWindow> windows)
    {
        if (windows.IsDefaultOrEmpty) return;
        var tightest = windows[0];
        foreach (var window in windows)
        {
            if (window.Remaining < tightest.Remaining) tightest = window;
        }

        Write(response, tightest.Limit, tightest.Remaining, tightest.ResetsAt);
    }

    /// <param name="resetsAt">Sent as a Unix time in whole seconds, rounded up.</param>
    public static void Write(HttpResponse response, int limit, int remaining, DateTimeOffset resetsAt)
    {
        var seconds = (resetsAt.ToUnixTimeMilliseconds() + 999) / 1000;
        response.Headers["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Reset"] = seconds.ToString(CultureInfo.InvariantCulture);
    }
}
