using Grains.Operations;

namespace WebFront.Hosting;

/// <summary>
/// GET /health/silo: activations by type, the longest queues, the oldest requests, slow turns; for an operator on this machine. Keys of
/// grains name users, so whoever comes from elsewhere, or through a proxy, gets the same as where there is no such page.
/// </summary>
internal static class SiloEndpoint
{
    public static void MapSilo(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health/silo", HandleAsync).ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(HttpContext context, CancellationToken cancel)
    {
        if (!ThisMachine.Sent(context) || context.RequestServices.GetService<ISiloView>() is not { } silo) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(await silo.ReadAsync(cancel));
    }
}
