using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Wallets;

/// <summary>
/// One user's money: the queue and cache of its ledger account. Storage is the proof, so a repeated command or a
/// duplicate activation changes nothing.
/// </summary>
[Alias("wallets.wallet")]
public interface IWalletGrain : IGrainWithStringKey
{
    [Alias("get"), ReadOnly, Repeatable]
    Task<WalletView> GetAsync(CancellationToken cancel);

    /// <summary>Adds money from outside (a grant, a payment). Repeating the operation id changes nothing.</summary>
    [Alias("top-up")]
    Task<Outcome<WalletView>> TopUpAsync(TopUpWallet command, CancellationToken cancel);

    /// <summary>
    /// Moves money from the wallet into a session's escrow account, from which its charges are paid without another call.
    /// Grants what there is between the minimum and the wanted amount, recalling idle leases of other sessions first when
    /// the wallet runs low; refuses with <see cref="RefusalKind.PaymentRequired"/> and the shortfall below the minimum.
    /// </summary>
    [Alias("lease")]
    Task<Outcome<LeaseView>> LeaseAsync(RequestLease command, CancellationToken cancel);

    /// <summary>Says that a session gave escrow back by a write of its own, so that the cached balance is too low.</summary>
    [Alias("lease-returned")]
    Task LeaseReturnedAsync(LeaseReturned command, CancellationToken cancel);
}
