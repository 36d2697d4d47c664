using Grains.Billing;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>DELETE /api/v1/billing/payment-methods/{method_id}: forgets a card, here and at the gateway.</summary>
internal sealed class RemovePaymentMethod : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapDelete("/billing/payment-methods/{methodId:guid}", HandleAsync);

    private static async Task<Results<NoContent, Refused>> HandleAsync(Guid methodId, Caller caller, IGrainFactory grains, CancellationToken cancel) =>
        (await grains.BillingAccount(caller.UserId).RemoveCardAsync(new RemoveCard(methodId), cancel)).ToNoContent();
}
