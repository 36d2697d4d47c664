using Grains.Billing;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>GET /api/v1/billing/payment-methods, an addition to the document: the caller's cards, in the order in which they were added.</summary>
internal sealed class ListPaymentMethods : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/billing/payment-methods", HandleAsync);

    private static async Task<Ok<PaymentMethodListResponse>> HandleAsync(Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var customer = await grains.BillingAccount(caller.UserId).GetAsync(cancel);
        return TypedResults.Ok(new PaymentMethodListResponse([.. customer.Cards.Select(PaymentMethodResponse.From)], customer.Sandbox, customer.LiveMode));
    }
}

/// <param name="Sandbox">No real money moves.</param>
internal sealed record PaymentMethodListResponse(IReadOnlyList<PaymentMethodResponse> PaymentMethods, bool Sandbox, bool Livemode);
