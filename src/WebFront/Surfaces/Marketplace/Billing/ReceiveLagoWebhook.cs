using Grains.Billing;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>POST /api/v1/billing/webhooks/lago: Lago's events, signed by its <c>X-Lago-Signature</c> with a key (HMAC) or as a JWT.</summary>
internal sealed class ReceiveLagoWebhook : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/billing/webhooks/lago", HandleAsync);

    private static async Task<Results<Ok<WebhookResponse>, Refused>> HandleAsync(HttpRequest request, IGrainFactory grains, CancellationToken cancel)
    {
        var headers = request.Headers;
        var webhook = new LagoWebhook(
            await RawBody.ReadAsync(request, cancel), headers["X-Lago-Signature"], headers["X-Lago-Signature-Algorithm"], headers["X-Lago-Unique-Key"]);
        return (await grains.PaymentWebhooks().ReceiveLagoAsync(webhook, cancel)).ToOk(WebhookResponse.From);
    }
}
