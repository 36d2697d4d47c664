using Grains.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Webhooks;

/// <summary>GET /api/v1/webhooks/{webhook_id}: one webhook, and whether it is disabled and why.</summary>
internal sealed class GetWebhook : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/webhooks/{webhookId:guid}", HandleAsync);

    private static async Task<Results<Ok<WebhookResponse>, Refused>> HandleAsync(
        Guid webhookId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var found = await grains.Webhook(webhookId).GetAsync(caller.UserId, cancel);
        return found.ToOk(WebhookResponse.From);
    }
}
