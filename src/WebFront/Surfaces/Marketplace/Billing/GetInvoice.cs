using Grains.Billing;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>GET /api/v1/billing/invoices/{invoice_id}, an addition to the document: one of the caller's invoices.</summary>
internal sealed class GetInvoice : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/billing/invoices/{invoiceId:guid}", HandleAsync);

    private static async Task<Results<Ok<InvoiceResponse>, Refused>> HandleAsync(Guid invoiceId, Caller caller, IGrainFactory grains, CancellationToken cancel) =>
        (await grains.BillingDirectory().GetInvoiceAsync(caller.UserId, invoiceId, cancel)).ToOk(InvoiceResponse.From);
}
