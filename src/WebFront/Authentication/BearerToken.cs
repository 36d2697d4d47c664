namespace WebFront.Authentication;

/// <summary>Where a request carries its access token.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <param name="inQuery">Whether <c>token</c> or <c>access_token</c> in the query counts where there is no header.</param>
    public static string? Find(HttpRequest request, bool inQuery)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return header[Scheme.Length..].Trim();
        if (!inQuery || header.Length > 0) return null;
        return First(request, "token") ?? First(request, "access_token");
    }

    private static string? First(HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out var values) && values is [{ Length: > 0 } value, ..] ? value : null;
}
