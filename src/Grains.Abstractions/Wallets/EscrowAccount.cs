namespace Grains.Wallets;

/// <summary>The ledger account that holds what a wallet leased to one session: <c>escrow-{user id}-{session id}</c>.</summary>
public readonly record struct EscrowAccount(Guid UserId, Guid SessionId)
{
    public override string ToString() => $"{PrefixOf(UserId)}{SessionId:N}";

    /// <summary>What the escrow accounts of one user start with.</summary>
    public static string PrefixOf(Guid userId) => $"escrow-{userId:N}-";

    public static EscrowAccount Parse(string name) =>
        new(Guid.ParseExact(name.AsSpan(7, 32), "N"), Guid.ParseExact(name.AsSpan(40, 32), "N"));
}
