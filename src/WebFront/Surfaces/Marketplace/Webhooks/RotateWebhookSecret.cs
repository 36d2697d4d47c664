using Grains.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using Commands = Grains.Webhooks;

namespace WebFront.Surfaces.Marketplace.Webhooks;

/// <summary>POST /api/v1/webhooks/{webhook_id}/rotate-secret: a new secret; the one before signs as well for a while.</summary>
internal sealed class RotateWebhookSecret : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/webhooks/{webhookId:guid}/rotate-secret", HandleAsync);

    private static async Task<Results<Ok<WebhookResponse>, Refused>> HandleAsync(
        Guid webhookId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var rotated = await grains.Webhook(webhookId).RotateSecretAsync(new Commands.RotateWebhookSecret(caller.UserId), cancel);
        return rotated.ToOk(WebhookResponse.From);
    }
}
