namespace Grains.Knowledge.Web;

/// <summary>One form for the many that lead to the same page: without a fragment and without what only tells where a visitor came from.</summary>
internal static class CanonicalUrl
{
    private static readonly HashSet<string> Tracking = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "gclsrc", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "yclid", "_ga", "_gl", "ref_src",
    };

    public static Uri Of(Uri url)
    {
        var query = url.Query.Length > 1 ? Clean(url.Query[1..]) : "";
        return new UriBuilder(url) { Fragment = "", Query = query }.Uri;
    }

    /// <summary>By name and port; http and https of one host are the same site.</summary>
    public static bool IsSameSite(Uri left, Uri right) =>
        left.IdnHost.Equals(right.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (left.Port == right.Port || (left.IsDefaultPort && right.IsDefaultPort));

    private static string Clean(string query) => string.Join('&', query.Split('&').Where(static part => part.Length > 0 && !IsTracking(part)));

    private static bool IsTracking(string part)
    {
        var name = part.Split('=', 2)[0];
        return name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || Tracking.Contains(name);
    }
}
