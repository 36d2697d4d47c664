using Grains.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using Commands = Grains.Webhooks;

namespace WebFront.Surfaces.Marketplace.Webhooks;

/// <summary>DELETE /api/v1/webhooks/{webhook_id}: the webhook is gone with what it had to deliver.</summary>
internal sealed class DeleteWebhook : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapDelete("/webhooks/{webhookId:guid}", HandleAsync);

    private static async Task<Results<NoContent, Refused>> HandleAsync(
        Guid webhookId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var deleted = await grains.Webhook(webhookId).DeleteAsync(new Commands.DeleteWebhook(caller.UserId), cancel);
        return deleted.ToNoContent();
    }
}
