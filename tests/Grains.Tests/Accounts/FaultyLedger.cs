using Grains.Storage;

namespace Grains.Tests.Accounts;

/// <summary>A ledger that does not post while it is told not to.</summary>
internal sealed class FaultyLedger(ILedger ledger) : ILedger
{
    public bool Fails { get; set; } = true;

    public Task<LedgerAccount> GetAccountAsync(string account, CancellationToken cancel) => ledger.GetAccountAsync(account, cancel);

    public Task<IReadOnlyList<LedgerAccount>> ListAccountsAsync(string prefix, CancellationToken cancel) =>
        ledger.ListAccountsAsync(prefix, cancel);

    public Task<PostResult> PostAsync(IReadOnlyList<Posting> postings, DateTimeOffset at, CancellationToken cancel) =>
        Fails ? throw new StorageUnavailableException("The test says so.") : ledger.PostAsync(postings, at, cancel);

    public Task<IReadOnlyList<LedgerEntry>> ListEntriesAsync(string account, long before, int limit, CancellationToken cancel) =>
        ledger.ListEntriesAsync(account, before, limit, cancel);

    public Task<LedgerProof> ProveAsync(CancellationToken cancel) => ledger.ProveAsync(cancel);
}
