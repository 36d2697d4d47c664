using Grains.Billing;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>
/// POST /api/v1/billing/sandbox/payments/{payment_id}, an addition to the document: what the page's form sends. The payment is decided, and
/// the sandbox sends its signed event.
/// </summary>
internal sealed class ConfirmSandboxPayment : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) =>
        api.MapPost("/billing/sandbox/payments/{paymentId:regex(^pi_sandbox_[0-9a-f]{{32}}$)}", HandleAsync);

    private static async Task<Results<ContentHttpResult, Refused>> HandleAsync(
        string paymentId, HttpRequest request, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var answer = request.HasFormContentType ? (await request.ReadFormAsync(cancel))["answer"].ToString() : "";
        check.That(answer is "approve" or "decline", "answer", "One of approve, decline is required, as a form.");
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var decided = await grains.SandboxPayment(paymentId).ConfirmAsync(answer == "approve", cancel);
        return decided.IsRefused(out var refusal, out var payment)
            ? new Refused(refusal)
            : SandboxPaymentPage.Show(request.HttpContext.Response, payment);
    }
}
