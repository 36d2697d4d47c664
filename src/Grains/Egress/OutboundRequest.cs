namespace Grains.Egress;

/// <summary>One call to a URL that a user gave.</summary>
/// <param name="Timeout">For everything: look-up, connecting, redirects and the body.</param>
/// <param name="MaxBytes">The longest answer, unpacked.</param>
internal sealed record OutboundRequest(HttpMethod Method, Uri Url, TimeSpan Timeout, int MaxBytes)
{
    /// <summary>Redirects that are followed; at 0 the redirect itself is the answer.</summary>
    public int MaxRedirects { get; init; }

    /// <summary>Sent to the URL's own origin only; after a redirect elsewhere they stay behind.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string UserAgent { get; init; } = "Grains";

    public string? Accept { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Of <see cref="Body"/>; null where there is none.</summary>
    public string? ContentType { get; init; }

    /// <summary>Whether a longer answer is cut after <see cref="MaxBytes"/> instead of refused.</summary>
    public bool CutsLongAnswer { get; init; }
}
