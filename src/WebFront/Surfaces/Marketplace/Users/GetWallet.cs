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
        return TypedResults.Ok(new WalletResponse(
            Money.FromMicros(wallet.AvailableMicros),
            Money.FromMicros(wallet.LeasedMicros),
            Money.FromMicros(wallet.BalanceMicros),
            "USD",
            Sandbox: true));
    }

    /// <param name="Available">What can be spent now.</param>
    /// <param name="Leased">What open sessions hold.</param>
    /// <param name="Sandbox">No real money can come in or out: there is no payment provider yet.</param>
    private sealed record WalletResponse(decimal Available, decimal Leased, decimal Balance, string Currency, bool Sandbox);
}
