using Grains.Billing;
using Grains.Wallets;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;

namespace WebFront.Surfaces.Marketplace.Users;

/// <summary>GET /api/v1/users/wallet, an addition to the document: what the caller can spend.</summary>
internal sealed class GetWallet : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapGet("/users/wallet", HandleAsync);

    private static async Task<Ok<WalletResponse>> HandleAsync(Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var wallet = await grains.Wallet(caller.UserId).GetAsync(cancel);
        var customer = await grains.BillingAccount(caller.UserId).GetAsync(cancel);
        return TypedResults.Ok(new WalletResponse(
            Money.FromMicros(wallet.AvailableMicros),
            Money.FromMicros(wallet.LeasedMicros),
            Money.FromMicros(wallet.BalanceMicros),
            "USD",
            Money.FromMicros(customer.OwedMicros),
            customer.Sandbox));
    }

    /// <param name="Available">What can be spent now.</param>
    /// <param name="Leased">What open sessions hold.</param>
    /// <param name="Owed">What refunds and disputes took back beyond what was there; the next money pays it first.</param>
    /// <param name="Sandbox">No real money can come in: payments go by the embedded sandbox.</param>
    private sealed record WalletResponse(decimal Available, decimal Leased, decimal Balance, string Currency, decimal Owed, bool Sandbox);
}
