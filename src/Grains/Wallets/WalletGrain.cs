using Grains.Chat;
using Grains.Outcomes;
using Grains.Storage;
using Grains.Turns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Wallets;

/// <summary>
/// One user's wallet. Its number is a cache that is never higher than the ledger's; the ledger decides. It also decides when a lease has
/// expired: whatever was leased, by an activation that was overtaken too, can be spent again as soon as its session answers a recall, and at the latest
/// when the ledger has seen nothing move in the escrow for as long as a lease lasts. Nothing that a process remembers is part of that.
/// </summary>
internal sealed class WalletGrain(ILedger ledger, TimeProvider clock, IOptions<WalletOptions> options, ILogger<WalletGrain> logger) : Grain, IWalletGrain
{
    private readonly Dictionary<Guid, DateTimeOffset> expiries = [];
    private long available;

    private WalletId Id => WalletId.Parse(Account);

    private string Account => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken) => ReloadAsync(cancellationToken);

    public async Task<WalletView> GetAsync(CancellationToken cancel)
    {
        var escrows = await ledger.ListAccountsAsync(EscrowAccount.PrefixOf(Id.UserId), cancel);
        await ReloadAsync(cancel);
        return new WalletView(available, escrows.Sum(escrow => escrow.BalanceMicros));
    }

    public async Task<Outcome<WalletView>> TopUpAsync(TopUpWallet command, CancellationToken cancel)
    {
        if (command.AmountMicros <= 0) return WalletRefusals.InvalidAmount;
        var posting = new Posting(command.OperationId, command.Source, Account, command.AmountMicros, "top-up", command.Source);
        var posted = await ledger.PostAsync([posting], clock.GetUtcNow(), cancel);
        if (posted.Status is not (PostStatus.Posted or PostStatus.AlreadyPosted)) return WalletRefusals.OperationReused;
        return await GetAsync(cancel);
    }

    public async Task<Outcome<LeaseView>> LeaseAsync(RequestLease command, CancellationToken cancel)
    {
        if (command.MinimumMicros <= 0 || command.WantedMicros < command.MinimumMicros) return WalletRefusals.InvalidAmount;
        if (available < command.WantedMicros) await ReloadAsync(cancel);
        if (available < command.MinimumMicros) await RecallAsync(command.SessionId, cancel);
        if (available < command.MinimumMicros) return WalletRefusals.InsufficientFunds(command.MinimumMicros - available);

        var grant = Math.Min(command.WantedMicros, available);
        var escrow = new EscrowAccount(Id.UserId, command.SessionId).ToString();
        var posting = new Posting(command.OperationId, Account, escrow, grant, "lease", command.SessionId.ToString("N"));

        // Until the answer is there the money counts as gone and as leased: a failure may have posted it all the same.
        var before = available;
        available = 0;
        var expiresAt = expiries[command.SessionId] = clock.GetUtcNow() + options.Value.LeaseDuration;
        var posted = await ledger.PostAsync([posting], clock.GetUtcNow(), cancel);
        if (posted.Status != PostStatus.Posted)
        {
            await ReloadAsync(cancel);
            return WalletRefusals.TryAgain;
        }

        available = before - grant;
        return new LeaseView(grant, expiresAt);
    }

    public Task LeaseReturnedAsync(LeaseReturned command, CancellationToken cancel)
    {
        expiries.Remove(command.SessionId);
        return ReloadAsync(cancel);
    }

    private async Task ReloadAsync(CancellationToken cancel) => available = (await ledger.GetAccountAsync(Account, cancel)).BalanceMicros;

    /// <summary>Takes back expired leases and asks the other sessions for what they do not need.</summary>
    private async Task RecallAsync(Guid except, CancellationToken cancel)
    {
        var escrows = await ledger.ListAccountsAsync(EscrowAccount.PrefixOf(Id.UserId), cancel);
        await Task.WhenAll(escrows
            .Where(escrow => EscrowAccount.Parse(escrow.Name).SessionId != except)
            .Select(escrow => RecallAsync(escrow, cancel)));
        await ReloadAsync(cancel);
    }

    private async Task RecallAsync(LedgerAccount escrow, CancellationToken cancel)
    {
        var sessionId = EscrowAccount.Parse(escrow.Name).SessionId;
        var now = clock.GetUtcNow();
        if (now >= await ExpiryAsync(sessionId, escrow.Name, cancel))
        {
            var operation = $"expire:{sessionId:N}:{escrow.Version}";
            await ledger.PostAsync([new Posting(operation, escrow.Name, Account, 0, "lease-expired", sessionId.ToString("N")) { AllAboveMicros = 0 }], now, cancel);
            expiries.Remove(sessionId);
            return;
        }

        try
        {
            await GrainFactory.ChatSession(sessionId).ReleaseLeaseAsync(Id.UserId, cancel).OnTurn().WaitAsync(options.Value.RecallTimeout, clock, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            logger.RecallFailed(sessionId, failure);
        }
    }

    /// <summary>
    /// When a lease expires: as it was granted here, and of one that this activation did not grant by what the ledger saw move last. A session that
    /// moves money answers; were it counted from this activation's beginning, one that does not answer could keep its money for ever.
    /// </summary>
    private async Task<DateTimeOffset> ExpiryAsync(Guid sessionId, string escrow, CancellationToken cancel)
    {
        if (expiries.TryGetValue(sessionId, out var granted)) return granted;
        var moved = await ledger.ListEntriesAsync(escrow, long.MaxValue, 1, cancel);
        return moved is [{ At: var at }] ? at + options.Value.LeaseDuration : DateTimeOffset.MinValue;
    }
}
