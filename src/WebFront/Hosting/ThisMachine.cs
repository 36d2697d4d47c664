using System.Net;

namespace WebFront.Hosting;

/// <summary>
/// Whether a request was made on this machine and by no proxy: from a loopback address, to a loopback name (a page that had its own
/// name point here would send that), and without a proxy's mark.
/// </summary>
internal static class ThisMachine
{
    private static readonly string[] MarksOfProxies = ["X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-Real-IP", "Via"];

    public static bool Sent(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && !MarksOfProxies.Any(context.Request.Headers.ContainsKey);
}
