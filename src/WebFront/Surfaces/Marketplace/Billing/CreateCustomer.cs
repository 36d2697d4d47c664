using Grains.Billing;
using Grains.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Clones;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>POST /api/v1/billing/customers: the caller's customer at the payment gateway, with a card and an address where they are given.</summary>
internal sealed class CreateCustomer : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapPost("/billing/customers", HandleAsync).CountsIn(LimitNames.MarketplacePayments);

    private static async Task<Results<Ok<CustomerResponse>, Refused>> HandleAsync(
        Body<CreateCustomerRequest> body, HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var token = body.Value.PaymentMethod?.Token(check, "payment_method.");
        var address = body.Value.BillingAddress?.ToAddress(check);
        if (check.Refusal is { } invalid) return new Refused(invalid);
        if (IdempotencyKey.Of(request).IsRefused(out var badKey, out var key)) return new Refused(badKey);

        var command = new SaveBillingCustomer(caller.UserId, CardIds.Of(caller.UserId, key, token ?? ""), token, address);
        return (await grains.BillingAccount(caller.UserId).SaveCustomerAsync(command, cancel)).ToOk(CustomerResponse.From);
    }
}

internal sealed record CreateCustomerRequest(PaymentMethodRequest? PaymentMethod, BillingAddressBody? BillingAddress);
