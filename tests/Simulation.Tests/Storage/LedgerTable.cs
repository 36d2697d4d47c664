using Grains.Storage;

namespace Simulation.Tests.Storage;

/// <summary>The double-entry book in memory: decide first, then write, so that a refusal leaves nothing behind.</summary>
internal sealed class LedgerTable
{
    private readonly SortedDictionary<string, LedgerAccount> accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LedgerRow> operations = new(StringComparer.Ordinal);
    private readonly List<LedgerRow> rows = [];

    /// <summary>The rules that a defect leaves out.</summary>
    public LedgerRules Rules { get; set; } = LedgerRules.All;

    public IReadOnlyList<LedgerRow> Rows => rows;

    public LedgerRow? Find(string operationId) => operations.GetValueOrDefault(operationId);

    public LedgerAccount Get(string account) => accounts.GetValueOrDefault(account) ?? new LedgerAccount(account, 0, 0);

    public IReadOnlyList<LedgerAccount> List(string prefix) =>
        [.. accounts.Values.Where(account => account.BalanceMicros != 0 && account.Name.StartsWith(prefix, StringComparison.Ordinal))];

    public IReadOnlyList<LedgerEntry> ListEntries(string account, long before, int limit) =>
    [
        .. rows.AsEnumerable().Reverse()
            .Where(row => row.Micros > 0 && row.Number < before && (row.Posting.From == account || row.Posting.To == account))
            .Take(limit)
            .Select(row => new LedgerEntry(
                row.Number, row.Posting.OperationId, row.Posting.From, row.Posting.To, row.Micros, row.Posting.Kind, row.Posting.Reference, row.At)),
    ];

    public LedgerPlan Plan(IReadOnlyList<Posting> postings)
    {
        var balances = new Dictionary<string, LedgerAccount>(StringComparer.Ordinal);
        var planned = new List<(Posting Posting, long Micros)>();
        var moved = 0L;
        foreach (var posting in postings)
        {
            if (Seen(posting.OperationId, planned) is { } seen)
            {
                if (!IsSame(posting, seen)) return LedgerPlan.Refused(PostStatus.OperationMismatch, 0);
                continue;
            }

            var from = balances.GetValueOrDefault(posting.From) ?? Get(posting.From);
            var amount = posting.AllAboveMicros is { } floor ? Math.Max(0, from.BalanceMicros - floor) : posting.AmountMicros;
            var mayOverdraw = !Rules.HasFlag(LedgerRules.NoOverdraft) || Grains.Storage.LedgerRules.MayOverdraw(posting.From);
            if (amount > from.BalanceMicros && !mayOverdraw) return LedgerPlan.Refused(PostStatus.InsufficientFunds, amount - from.BalanceMicros);
            if (amount > 0)
            {
                balances[posting.From] = Moved(from, -amount);
                if (Rules.HasFlag(LedgerRules.BothSides))
                    balances[posting.To] = Moved(balances.GetValueOrDefault(posting.To) ?? Get(posting.To), amount);
                moved = checked(moved + amount);
            }

            planned.Add((posting, amount));
        }

        return new LedgerPlan(new PostResult(planned.Count == 0 && postings.Count > 0 ? PostStatus.AlreadyPosted : PostStatus.Posted, 0, moved), balances.Values, planned);
    }

    public void Write(LedgerPlan plan, DateTimeOffset at)
    {
        foreach (var account in plan.Accounts) accounts[account.Name] = account;
        foreach (var (posting, micros) in plan.Entries)
        {
            var row = new LedgerRow(rows.Count + 1, posting, micros, at);
            rows.Add(row);
            operations[posting.OperationId] = row;
        }
    }

    public LedgerProof Prove()
    {
        var proven = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            proven[row.Posting.From] = proven.GetValueOrDefault(row.Posting.From) - row.Micros;
            proven[row.Posting.To] = proven.GetValueOrDefault(row.Posting.To) + row.Micros;
        }

        return new LedgerProof(
            accounts.Values.Sum(account => account.BalanceMicros),
            [.. proven.Keys.Union(accounts.Keys).Where(name => Get(name).BalanceMicros != proven.GetValueOrDefault(name))],
            [.. accounts.Values.Where(account => account.BalanceMicros < 0 && !Grains.Storage.LedgerRules.MayOverdraw(account.Name)).Select(account => account.Name)],
            rows.Count(row => row.Micros > 0));
    }

    private static LedgerAccount Moved(LedgerAccount account, long micros) =>
        new(account.Name, checked(account.BalanceMicros + micros), account.Version + 1);

    private static bool IsSame(Posting posting, (Posting Posting, long Micros) seen) =>
        (posting with { AmountMicros = 0 }) == (seen.Posting with { AmountMicros = 0 })
        && (posting.AllAboveMicros is not null || posting.AmountMicros == seen.Micros);

    private (Posting Posting, long Micros)? Seen(string operationId, List<(Posting Posting, long Micros)> planned)
    {
        if (!Rules.HasFlag(LedgerRules.OperationsOnce)) return null;
        foreach (var one in planned)
        {
            if (one.Posting.OperationId == operationId) return one;
        }

        return operations.TryGetValue(operationId, out var row) ? (row.Posting, row.Micros) : null;
    }
}

/// <param name="Micros">What was moved; 0 for a sweep that found nothing.</param>
internal sealed record LedgerRow(long Number, Posting Posting, long Micros, DateTimeOffset At);

internal sealed record LedgerPlan(PostResult Result, IReadOnlyCollection<LedgerAccount> Accounts, IReadOnlyList<(Posting Posting, long Micros)> Entries)
{
    public static LedgerPlan Refused(PostStatus status, long shortfall) => new(new PostResult(status, shortfall, 0), [], []);
}

/// <summary>What the ledger checks. A sound one checks all; each planted defect leaves one out.</summary>
[Flags]
internal enum LedgerRules
{
    None = 0,
    OperationsOnce = 1,
    NoOverdraft = 2,
    BothSides = 4,
    All = OperationsOnce | NoOverdraft | BothSides,
}
