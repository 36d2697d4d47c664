using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Silo.Health;

/// <summary>
/// <c>/health/live</c> says that the process answers; <c>/health/ready</c> that it should get traffic: started, not stopping, and
/// every check tagged <c>ready</c> passes.
/// </summary>
public static class HealthEndpoints
{
    public const string ReadyTag = "ready";

    private static readonly HttpMethodMetadata OnlyGet = new([HttpMethods.Get]);

    public static void AddProductHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<HostReadiness>("host", tags: [ReadyTag]);

    public static void MapProductHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync })
            .WithMetadata(OnlyGet);
        routes.MapHealthChecks(
            "/health/ready",
            new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag), ResponseWriter = WriteAsync }).WithMetadata(OnlyGet);
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new Dictionary<string, string> { ["status"] = report.Status.ToString().ToLowerInvariant() }, context.RequestAborted);
}
