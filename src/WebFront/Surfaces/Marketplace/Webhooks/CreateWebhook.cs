using Grains.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Clones;
using Commands = Grains.Webhooks;

namespace WebFront.Surfaces.Marketplace.Webhooks;

/// <summary>POST /api/v1/webhooks: subscribes a URL to events; the answer holds the secret that signs, once.</summary>
internal sealed class CreateWebhook : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/webhooks", HandleAsync);

    private static async Task<Results<Created<WebhookResponse>, Refused>> HandleAsync(
        Body<CreateWebhookRequest> body, HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var url = check.Text(body.Value.Url, "url", 1, 2_048);
        check.That(body.Value.Events is not null, "events", "The field is required.");
        check.List(body.Value.Events, "events", WebhookEvents.All.Length);
        var description = check.OptionalText(body.Value.Description, "description", 500);
        if (check.Refusal is { } invalid) return new Refused(invalid);
        if (IdempotencyKey.Of(request).IsRefused(out var badKey, out var key)) return new Refused(badKey);

        var command = new Commands.CreateWebhook(caller.UserId, url, [.. body.Value.Events!], description);
        var created = await grains.Webhook(key.NewId(caller.UserId)).CreateAsync(command, cancel);
        if (created.IsRefused(out var refusal, out var made)) return new Refused(refusal);
        return TypedResults.Created($"/api/v1/webhooks/{made.Webhook.WebhookId}", WebhookResponse.From(made));
    }
}

/// <param name="Url">Absolute, http or https, to a public address.</param>
/// <param name="Events">At least one of those that the document lists.</param>
internal sealed record CreateWebhookRequest(string? Url, IReadOnlyList<string>? Events, string? Description);
