using Grains.Billing;
using Grains.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Clones;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>
/// POST /api/v1/billing/payment-methods: keeps a card, by the token that the gateway's form gave for it. The document shows no body; it is
/// that of its customers, with or without the <c>payment_method</c> around it.
/// </summary>
internal sealed class AddPaymentMethod : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapPost("/billing/payment-methods", HandleAsync).CountsIn(LimitNames.MarketplacePayments);

    private static async Task<Results<Created<PaymentMethodResponse>, Refused>> HandleAsync(
        Body<AddPaymentMethodRequest> body, HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var wanted = body.Value;
        var token = wanted.PaymentMethod is { } nested
            ? nested.Token(check, "payment_method.")
            : new PaymentMethodRequest(wanted.Type, wanted.CardToken).Token(check);
        if (check.Refusal is { } invalid) return new Refused(invalid);
        if (IdempotencyKey.Of(request).IsRefused(out var badKey, out var key)) return new Refused(badKey);

        var command = new AddCard(caller.UserId, CardIds.Of(caller.UserId, key, token), token, wanted.MakeDefault ?? false);
        var added = await grains.BillingAccount(caller.UserId).AddCardAsync(command, cancel);
        if (added.IsRefused(out var refusal, out var card)) return new Refused(refusal);
        return TypedResults.Created($"/api/v1/billing/payment-methods/{card.CardId}", PaymentMethodResponse.From(card));
    }
}

/// <param name="MakeDefault">Pay with it from now on; the first card is the default in any case.</param>
internal sealed record AddPaymentMethodRequest(string? Type, string? CardToken, PaymentMethodRequest? PaymentMethod, bool? MakeDefault)
{
    public override string ToString() => nameof(AddPaymentMethodRequest);
}
