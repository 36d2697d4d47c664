using Grains.Billing;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>POST /api/v1/billing/webhooks/stripe, an addition to the document: Stripe's events, signed by its <c>Stripe-Signature</c>.</summary>
internal sealed class ReceiveStripeWebhook : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/billing/webhooks/stripe", HandleAsync);

    private static async Task<Results<Ok<WebhookResponse>, Refused>> HandleAsync(HttpRequest request, IGrainFactory grains, CancellationToken cancel)
    {
        var webhook = new StripeWebhook(await RawBody.ReadAsync(request, cancel), request.Headers["Stripe-Signature"]);
        return (await grains.PaymentWebhooks().ReceiveStripeAsync(webhook, cancel)).ToOk(WebhookResponse.From);
    }
}
