using Grains.Billing;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Experts;
using Commands = Grains.Billing;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>GET /api/v1/billing/invoices: the caller's invoices, newest first; a month is invoiced once it has closed (UTC).</summary>
internal sealed class ListInvoices : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/billing/invoices", HandleAsync);

    private static async Task<Results<Ok<InvoiceListResponse>, Refused>> HandleAsync(
        HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var page = query.Page();
        if (query.Refusal is { } refusal) return new Refused(refusal);

        var listed = await grains.BillingDirectory().ListInvoicesAsync(new Commands.ListInvoices(caller.UserId, page.Number, page.Limit), cancel);
        return TypedResults.Ok(new InvoiceListResponse([.. listed.Invoices.Select(InvoiceResponse.From)], page.Of(listed.Total)));
    }
}

internal sealed record InvoiceListResponse(IReadOnlyList<InvoiceResponse> Invoices, Pagination Pagination);
