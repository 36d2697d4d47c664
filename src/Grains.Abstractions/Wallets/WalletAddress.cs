namespace Grains.Wallets;

public static class WalletAddress
{
    public static IWalletGrain Wallet(this IGrainFactory grains, Guid userId) =>
        grains.GetGrain<IWalletGrain>(new WalletId(userId).ToString());
}
