using Grains.Seed;

namespace WebFront.Hosting;

/// <summary>
/// GET /demo.json: the demo login for the page's sign-in form, told only to a browser on this machine. It is the login that the
/// console prints; whoever comes from elsewhere, or through a proxy, gets the same as where there is no demo.
/// </summary>
internal static class DemoEndpoint
{
    public static void MapDemo(this IEndpointRouteBuilder routes) => routes.MapGet("/demo.json", HandleAsync).ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(HttpContext context, IDemoContent demo, CancellationToken cancel)
    {
        if (!ThisMachine.Sent(context) || await demo.WhenReadyAsync(cancel) is not { } view) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new Dictionary<string, string>
        {
            ["email"] = view.UserEmail,
            ["password"] = view.Password,
            ["clone_id"] = view.CloneId.ToString(),
        });
    }
}
