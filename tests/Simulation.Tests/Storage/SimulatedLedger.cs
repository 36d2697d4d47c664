using Grains.Storage;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Storage;

/// <summary>The ledger of one process on the disk.</summary>
internal sealed class SimulatedLedger(Process process, Disk disk) : ILedger
{
    private const int MaxLimit = 10_000;

    public Task<LedgerAccount> GetAccountAsync(string account, CancellationToken cancel) =>
        disk.ReadAsync(process, "account", book => book.Ledger.Get(account), cancel);

    public Task<IReadOnlyList<LedgerAccount>> ListAccountsAsync(string prefix, CancellationToken cancel) =>
        disk.ReadAsync(process, "accounts", book => book.Ledger.List(prefix), cancel);

    public Task<PostResult> PostAsync(IReadOnlyList<Posting> postings, DateTimeOffset at, CancellationToken cancel)
    {
        Grains.Storage.LedgerRules.Check(postings);
        return disk.WriteAsync(process, "post", Post, cancel, () => $" {string.Join(", ", postings.Select(Describe))}");

        PostResult Post(Book book)
        {
            var plan = book.Ledger.Plan(postings);
            book.Ledger.Write(plan, at.ToUniversalTime());
            return plan.Result;
        }
    }

    public Task<IReadOnlyList<LedgerEntry>> ListEntriesAsync(string account, long before, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        return disk.ReadAsync(process, "entries", book => book.Ledger.ListEntries(account, before, limit), cancel);
    }

    public Task<LedgerProof> ProveAsync(CancellationToken cancel) => disk.ReadAsync(process, "proof", book => book.Ledger.Prove(), cancel);

    public static string Describe(Posting posting) => posting.AllAboveMicros is { } floor
        ? $"{posting.Kind} all above {floor} ({posting.OperationId})"
        : $"{posting.Kind} {posting.AmountMicros} ({posting.OperationId})";
}
