namespace WebFront.Hosting;

/// <summary>Where the product listens and where it keeps its data.</summary>
/// <param name="Urls">From <c>--urls</c> or <c>ASPNETCORE_URLS</c>; <c>http://localhost:5080</c> where neither is given.</param>
/// <param name="DataFolder">From <c>--data</c> or <c>GRAINS_DATA</c>; <c>./data</c> where neither is given. Absolute.</param>
internal sealed record ProductSettings(IReadOnlyList<string> Urls, string DataFolder)
{
    public static ProductSettings Read(IConfiguration configuration)
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey];
        var folder = configuration["data"] ?? configuration["GRAINS_DATA"];
        return new ProductSettings(
            (string.IsNullOrWhiteSpace(urls) ? "http://localhost:5080" : urls)
                .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Path.GetFullPath(string.IsNullOrWhiteSpace(folder) ? "data" : folder));
    }

    /// <summary>Development shows stack traces and sources to whoever asks, so nobody else may be able to.</summary>
    /// <exception cref="InvalidOperationException">The environment is Development and an address is not this machine's own.</exception>
    public void RefuseDevelopmentInPublic(IHostEnvironment environment)
    {
        if (!environment.IsDevelopment()) return;
        foreach (var url in Urls)
        {
            if (!IsLoopback(url))
            {
                throw new InvalidOperationException(
                    $"The Development environment may only listen on localhost, not on {url}. Use Production, or another address.");
            }
        }
    }

    private static bool IsLoopback(string url)
    {
        var address = BindingAddress.Parse(url);
        return address.IsUnixPipe
            || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (System.Net.IPAddress.TryParse(address.Host, out var ip) && System.Net.IPAddress.IsLoopback(ip));
    }
}
