using Grains.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Experts;
using Commands = Grains.Webhooks;

namespace WebFront.Surfaces.Marketplace.Webhooks;

/// <summary>GET /api/v1/webhooks/{webhook_id}/deliveries: what was and is to be sent, newest first; dead letters with <c>status=dead</c>.</summary>
internal sealed class ListWebhookDeliveries : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/webhooks/{webhookId:guid}/deliveries", HandleAsync);

    private static async Task<Results<Ok<DeliveryListResponse>, Refused>> HandleAsync(
        Guid webhookId, HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var page = query.Page();
        WebhookDeliveryStatus? status = query.OneOf("status", "waiting", "delivered", "dead") switch
        {
            "waiting" => WebhookDeliveryStatus.Waiting,
            "delivered" => WebhookDeliveryStatus.Delivered,
            "dead" => WebhookDeliveryStatus.Dead,
            _ => null,
        };
        if (query.Refusal is { } invalid) return new Refused(invalid);

        var wanted = new Commands.ListWebhookDeliveries(caller.UserId, status, page.Number, page.Limit);
        var listed = await grains.Webhook(webhookId).ListDeliveriesAsync(wanted, cancel);
        return listed.ToOk(found => new DeliveryListResponse([.. found.Deliveries.Select(DeliveryResponse.From)], page.Of(found.Total)));
    }
}

internal sealed record DeliveryListResponse(IReadOnlyList<DeliveryResponse> Deliveries, Pagination Pagination);
