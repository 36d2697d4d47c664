using Grains.Billing;
using Grains.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>
/// POST /api/v1/billing/sandbox/lago, an addition to the document: lets the sandbox send what Lago would when the caller had bought credit,
/// signed with a key of its own, by the door of Lago's webhooks. 404 where a key of Lago is set.
/// </summary>
internal sealed class SendSandboxLago : IEndpoint
{
    private const decimal MostMoney = 1_000_000m;

    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapPost("/billing/sandbox/lago", HandleAsync).CountsIn(LimitNames.MarketplacePayments);

    private static async Task<Results<Ok<WebhookResponse>, Refused>> HandleAsync(
        Body<SandboxLagoRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var amount = check.Range<decimal>(check.Present(body.Value.Amount, "amount"), "amount", 0.01m, MostMoney) ?? 0;
        check.OneOf(body.Value.PaymentStatus, "payment_status", "succeeded", "failed");
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var command = new SandboxLagoEvent(
            caller.UserId, body.Value.InvoiceId ?? Guid.NewGuid(), Money.ToMicros(amount), body.Value.PaymentStatus is not "failed");
        return (await grains.PaymentWebhooks().SendSandboxLagoAsync(command, cancel)).ToOk(WebhookResponse.From);
    }
}

/// <param name="InvoiceId">Lago's invoice; a new one where it is missing. The same one is paid once.</param>
/// <param name="PaymentStatus"><c>succeeded</c> where it is missing.</param>
internal sealed record SandboxLagoRequest(decimal? Amount, Guid? InvoiceId, [property: Words("succeeded", "failed")] string? PaymentStatus);
