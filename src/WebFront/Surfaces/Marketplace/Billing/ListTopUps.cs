using Grains.Billing;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using WebFront.Surfaces.Marketplace.Experts;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>GET /api/v1/billing/top-ups, an addition to the document: the caller's payments, newest first.</summary>
internal sealed class ListTopUps : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/billing/top-ups", HandleAsync);

    private static async Task<Results<Ok<TopUpListResponse>, Refused>> HandleAsync(
        HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var query = new QueryValues(request);
        var page = query.Page();
        if (query.Refusal is { } refusal) return new Refused(refusal);

        var listed = await grains.BillingAccount(caller.UserId).ListPaymentsAsync(new ListPayments(page.Number, page.Limit), cancel);
        return TypedResults.Ok(new TopUpListResponse([.. listed.Payments.Select(TopUpResponse.From)], page.Of(listed.Total)));
    }
}

internal sealed record TopUpListResponse(IReadOnlyList<TopUpResponse> TopUps, Pagination Pagination);
