using Grains.Billing;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>GET /api/v1/billing/customers, an addition to the document: the caller's customer as it is kept here.</summary>
internal sealed class GetCustomer : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/billing/customers", HandleAsync);

    private static async Task<Ok<CustomerResponse>> HandleAsync(Caller caller, IGrainFactory grains, CancellationToken cancel) =>
        TypedResults.Ok(CustomerResponse.From(await grains.BillingAccount(caller.UserId).GetAsync(cancel)));
}
