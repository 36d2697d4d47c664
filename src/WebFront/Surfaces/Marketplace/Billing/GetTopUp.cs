using Grains.Billing;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>GET /api/v1/billing/top-ups/{payment_id}, an addition to the document: how a payment stands; an open one is asked for at the gateway.</summary>
internal sealed class GetTopUp : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/billing/top-ups/{paymentId:guid}", HandleAsync);

    private static async Task<Results<Ok<TopUpResponse>, Refused>> HandleAsync(Guid paymentId, Caller caller, IGrainFactory grains, CancellationToken cancel) =>
        (await grains.BillingAccount(caller.UserId).GetPaymentAsync(paymentId, cancel)).ToOk(TopUpResponse.From);
}
