using System.Text.Json;
using Grains.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Webhooks;

/// <summary>GET /api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}: one delivery with its payload and attempts.</summary>
internal sealed class GetWebhookDelivery : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapGet("/webhooks/{webhookId:guid}/deliveries/{deliveryId:guid}", HandleAsync);

    private static async Task<Results<Ok<DeliveryDetailResponse>, Refused>> HandleAsync(
        Guid webhookId, Guid deliveryId, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var found = await grains.Webhook(webhookId).GetDeliveryAsync(caller.UserId, deliveryId, cancel);
        return found.ToOk(static detail => new DeliveryDetailResponse(
            DeliveryResponse.From(detail.Delivery),
            [.. detail.Attempts.Select(AttemptResponse.From)],
            JsonSerializer.Deserialize<JsonElement>(detail.Payload)));
    }
}

/// <param name="Attempts">The latest 50, oldest first.</param>
/// <param name="Payload">The body that is sent.</param>
internal sealed record DeliveryDetailResponse(DeliveryResponse Delivery, IReadOnlyList<AttemptResponse> Attempts, JsonElement Payload);
