using Grains.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Webhooks;

/// <summary>POST /api/v1/webhooks/{webhook_id}/replay: queues all dead letters again, in their order, behind what waits.</summary>
internal sealed class ReplayWebhookDeliveries : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/webhooks/{webhookId:guid}/replay", HandleAsync);

    private static async Task<Results<Ok<ReplayResponse>, Refused>> HandleAsync(
        Guid webhookId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var replayed = await grains.Webhook(webhookId).ReplayAsync(new ReplayWebhook(caller.UserId, null), cancel);
        return replayed.ToOk(static queued => new ReplayResponse(queued.Replayed));
    }
}
