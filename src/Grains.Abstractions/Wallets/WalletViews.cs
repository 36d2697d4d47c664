namespace Grains.Wallets;

/// <param name="AvailableMicros">What can be spent or leased now, in micro-USD.</param>
/// <param name="LeasedMicros">What sessions hold in escrow; still the user's until charged.</param>
[GenerateSerializer, Immutable, Alias("wallets.wallet-view")]
public sealed record WalletView(
    [property: Id(0)] long AvailableMicros,
    [property: Id(1)] long LeasedMicros)
{
    public long BalanceMicros => AvailableMicros + LeasedMicros;
}

/// <param name="GrantedMicros">What this grant added to the escrow.</param>
/// <param name="ExpiresAt">After this the wallet may take back what is left without asking.</param>
[GenerateSerializer, Immutable, Alias("wallets.lease-view")]
public sealed record LeaseView(
    [property: Id(0)] long GrantedMicros,
    [property: Id(1)] DateTimeOffset ExpiresAt);
