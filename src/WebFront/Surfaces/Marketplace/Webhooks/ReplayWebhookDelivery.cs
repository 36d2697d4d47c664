using Grains.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Webhooks;

/// <summary>POST /api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/replay: queues one dead letter again, behind what waits.</summary>
internal sealed class ReplayWebhookDelivery : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapPost("/webhooks/{webhookId:guid}/deliveries/{deliveryId:guid}/replay", HandleAsync);

    private static async Task<Results<Ok<ReplayResponse>, Refused>> HandleAsync(
        Guid webhookId, Guid deliveryId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var replayed = await grains.Webhook(webhookId).ReplayAsync(new ReplayWebhook(caller.UserId, deliveryId), cancel);
        return replayed.ToOk(static queued => new ReplayResponse(queued.Replayed));
    }
}

/// <param name="Replayed">Dead letters that are queued again; fewer than there are where the queue is full.</param>
internal sealed record ReplayResponse(int Replayed);
