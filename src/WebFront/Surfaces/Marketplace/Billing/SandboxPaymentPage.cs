using System.Text.Encodings.Web;
using Grains.Billing;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>
/// GET /api/v1/billing/sandbox/payments/{payment_id}, an addition to the document: the page that stands in for a bank's, where the holder of
/// a card confirms a payment of the sandbox. Whoever has its address may answer, as with a bank's own.
/// </summary>
internal sealed class SandboxPaymentPage : IEndpoint
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapGet("/billing/sandbox/payments/{paymentId:regex(^pi_sandbox_[0-9a-f]{{32}}$)}", HandleAsync);

    public static ContentHttpResult Show(HttpResponse response, SandboxPaymentView payment)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        var waits = payment.Status == SandboxStatus.RequiresAction;
        var body = waits
            ? """
              <form method="post"><button name="answer" value="approve">Approve</button> <button name="answer" value="decline">Decline</button></form>
              """
            : $"<p>This payment is decided: {HtmlEncoder.Default.Encode(payment.Status.ToString())}.</p>";
        var amount = Money.FromMicros(payment.Order.AmountMinor * 10_000).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        return TypedResults.Content(
            $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sandbox payment</title>
            <style>body { font: 1rem/1.5 sans-serif; max-width: 30rem; margin: 4rem auto; padding: 0 1rem }</style></head>
            <body><h1>Sandbox payment</h1><p><strong>This is a sandbox: no real money moves.</strong></p><p>{{amount}} USD</p>{{body}}</body>
            </html>
            """,
            "text/html; charset=utf-8");
    }

    private static async Task<Results<ContentHttpResult, Refused>> HandleAsync(
        string paymentId, HttpResponse response, IGrainFactory grains, CancellationToken cancel)
    {
        var found = await grains.SandboxPayment(paymentId).GetAsync(cancel);
        return found.IsRefused(out var refusal, out var payment) ? new Refused(refusal) : Show(response, payment);
    }
}
