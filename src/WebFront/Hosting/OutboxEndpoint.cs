using Grains.Notifications;

namespace WebFront.Hosting;

/// <summary>
/// GET /dev/mails: the newest mails of the outbox, with the tokens in them; for whoever develops, on their own machine. In any other environment,
/// from elsewhere, and where a mail server is set, there is no such page.
/// </summary>
internal static class OutboxEndpoint
{
    public const string Path = "/dev/mails";

    private const int MostShown = 50;

    public static void MapOutbox(this WebApplication app)
    {
        if (app.Environment.IsDevelopment()) app.MapGet(Path, HandleAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> HandleAsync(HttpContext context, CancellationToken cancel)
    {
        if (!ThisMachine.Sent(context) || context.RequestServices.GetService<IMailOutbox>() is not { } outbox) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(await outbox.ListAsync(MostShown, cancel));
    }
}
