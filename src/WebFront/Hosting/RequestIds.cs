namespace WebFront.Hosting;

internal static class RequestIds
{
    /// <summary>The id that <see cref="RequestIdentity"/> gave the request.</summary>
    public static string RequestId(this HttpContext context) => context.TraceIdentifier;
}
