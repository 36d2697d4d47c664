using Grains.Storage;

namespace WebFront.Tests.Errors;

/// <summary>A ledger that fails in whatever is asked of it.</summary>
internal sealed class FailingLedger(Exception failure) : ILedger
{
    public Task<LedgerAccount> GetAccountAsync(string account, CancellationToken cancel) => throw failure;

    public Task<IReadOnlyList<LedgerAccount>> ListAccountsAsync(string prefix, CancellationToken cancel) => throw failure;

    public Task<PostResult> PostAsync(IReadOnlyList<Posting> postings, DateTimeOffset at, CancellationToken cancel) => throw failure;

    public Task<IReadOnlyList<LedgerEntry>> ListEntriesAsync(string account, long before, int limit, CancellationToken cancel) => throw failure;

    public Task<LedgerProof> ProveAsync(CancellationToken cancel) => throw failure;
}
