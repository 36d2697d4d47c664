using Microsoft.AspNetCore.Http.Features;

namespace WebFront.Realtime;

/// <summary>
/// Serves upgraded connections when the rest of the pipeline has returned. What middlewares, routing and the endpoint keep while they
/// wait would otherwise stay in memory for as long as a socket is open, which is for hours.
/// </summary>
internal static class OpenSockets
{
    public static void Use(IApplicationBuilder app) => app.Use(next => context =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } ? RunAsync(context, next) : next(context));

    private static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Features.Get<IOpenSocket>() is not { } socket) return;

        // A socket lives long, and what it was asked for with, the token among it, is needed no more. Clearing would keep the texts for reuse.
        foreach (var name in context.Request.Headers.Keys) context.Request.Headers.Remove(name);
        context.Request.RouteValues.Clear();
        try
        {
            await socket.RunAsync();
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: whatever failed for that reason is no fault of ours.
        }
    }
}
