using Grains.Outcomes;
using Grains.Storage;
using Grains.Wallets;

namespace Grains.Chat;

/// <summary>
/// What the session may spend without asking: the balance of its escrow account as this activation knows it. It grows by leases
/// from the wallet and shrinks by charges in the session's own appends; the ledger refuses what would overdraw it, so that too high
/// a belief costs a retry and never money. Too low a one would leave money lying: another activation of the session may have leased
/// into the same account, even after the end. So it is never believed where money is refused or given back: then the ledger is asked.
/// </summary>
internal sealed class SessionEscrow(Guid sessionId, Guid userId, IGrainFactory grains, ILedger ledger, TimeProvider clock)
{
    private long version;
    private int operations;
    private int readings;

    public string Account { get; } = new EscrowAccount(userId, sessionId).ToString();

    public long BalanceMicros { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public bool IsExpired => BalanceMicros > 0 && clock.GetUtcNow() >= ExpiresAt;

    /// <summary>Asks the ledger what is really there.</summary>
    public async Task ReloadAsync(CancellationToken cancel)
    {
        var account = await ledger.GetAccountAsync(Account, cancel);
        BalanceMicros = account.BalanceMicros;
        version = account.Version;
        operations = 0;
        readings++;
    }

    public void Spend(long micros) => BalanceMicros -= micros;

    /// <summary>
    /// Leases between a minimum and a wanted amount from the owner's wallet. Nobody can cancel it: a grant that nobody waits for
    /// would lie idle.
    /// </summary>
    public async Task<Refusal?> LeaseAsync(long minimum, long wanted)
    {
        var request = new RequestLease(sessionId, NextOperation("lease"), minimum, Math.Max(minimum, wanted));
        var readingsBefore = readings;
        Outcome<LeaseView> outcome;
        try
        {
            outcome = await grains.Wallet(userId).LeaseAsync(request, CancellationToken.None);
        }
        catch
        {
            // The grant may have been made all the same.
            await ReloadAsync(CancellationToken.None);
            throw;
        }

        if (outcome.IsRefused(out var refusal, out var lease))
        {
            await ReloadAsync(CancellationToken.None);
            return refusal;
        }

        ExpiresAt = lease.ExpiresAt;
        if (readings == readingsBefore) BalanceMicros += lease.GrantedMicros;
        else await ReloadAsync(CancellationToken.None);
        return null;
    }

    /// <summary>The posting that moves what lies above an amount back to the wallet.</summary>
    public Posting ReturnAbove(long keep) =>
        new(NextOperation("return"), Account, new WalletId(userId).ToString(), 0, "lease-return", sessionId.ToString("N")) { AllAboveMicros = keep };

    /// <summary>Gives back what lies above an amount, in a write of its own.</summary>
    /// <returns>Whether there was anything to give back.</returns>
    public async Task<bool> ReturnAsync(long keep, CancellationToken cancel)
    {
        if (BalanceMicros <= keep) return false;
        BalanceMicros = keep;
        var posted = await ledger.PostAsync([ReturnAbove(keep)], clock.GetUtcNow(), cancel);
        if (posted.Status != PostStatus.Posted) await ReloadAsync(cancel);
        return true;
    }

    /// <summary>Tells the wallet that money came back.</summary>
    public Task TellWalletAsync(CancellationToken cancel) => grains.Wallet(userId).LeaseReturnedAsync(new LeaseReturned(sessionId), cancel);

    /// <summary>
    /// Unique by the account's version when it was read: whoever read the same version and wrote meanwhile has moved it on. A
    /// rival activation that comes to the same id is refused by the ledger and reads again.
    /// </summary>
    private string NextOperation(string what) => $"{what}:{sessionId:N}:{version}:{++operations}";
}
