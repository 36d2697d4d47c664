namespace Grains.Wallets;

/// <summary>The key of a wallet grain and the name of its ledger account: <c>wallet-{user id}</c>.</summary>
public readonly record struct WalletId(Guid UserId)
{
    public override string ToString() => $"wallet-{UserId:N}";

    public static WalletId Parse(string key) => new(Guid.ParseExact(key.AsSpan("wallet-".Length), "N"));
}
