using Grains.Billing;
using Grains.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Clones;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>
/// POST /api/v1/billing/top-ups, an addition to the document: pays into the wallet with a card. 201 where the money is there, 202 where it
/// is not decided yet, 402 where it was declined. Repeating an <c>Idempotency-Key</c> pays once.
/// </summary>
internal sealed class CreateTopUp : IEndpoint
{
    private const decimal MostMoney = 1_000_000m;

    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapPost("/billing/top-ups", HandleAsync).CountsIn(LimitNames.MarketplacePayments);

    private static async Task<Results<Created<TopUpResponse>, Accepted<TopUpResponse>, Refused>> HandleAsync(
        Body<CreateTopUpRequest> body, HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var amount = check.Range<decimal>(check.Present(body.Value.Amount, "amount"), "amount", 0.01m, MostMoney) ?? 0;
        check.OneOf(body.Value.Currency, "currency", "USD", "usd");
        if (check.Refusal is { } invalid) return new Refused(invalid);
        if (IdempotencyKey.Of(request).IsRefused(out var badKey, out var key)) return new Refused(badKey);

        var command = new StartTopUp(key.NewId(caller.UserId), Money.ToMicros(amount), body.Value.PaymentMethodId);
        if ((await grains.BillingAccount(caller.UserId).TopUpAsync(command, cancel)).IsRefused(out var refusal, out var payment)) return new Refused(refusal);

        var address = $"/api/v1/billing/top-ups/{payment.PaymentId}";
        return payment.Status switch
        {
            PaymentStatus.Failed => new Refused(TopUpResponse.Declined(payment)),
            PaymentStatus.Completed => TypedResults.Created(address, TopUpResponse.From(payment)),
            _ => TypedResults.Accepted(address, TopUpResponse.From(payment)),
        };
    }
}

/// <param name="Amount">In dollars and whole cents.</param>
/// <param name="PaymentMethodId">The default card where it is missing.</param>
internal sealed record CreateTopUpRequest(decimal? Amount, string? Currency, Guid? PaymentMethodId);
