namespace Grains.Storage.Postgres;

/// <summary>The double-entry book in PostgreSQL.</summary>
internal sealed class PostgresLedger(PostgresDatabase database, PostgresWriter writer) : ILedger
{
    private const int MaxLimit = 10_000;

    private const string SelectAccount = "SELECT balance_micros, version FROM ledger_accounts WHERE name = ?";

    private const string ListAccounts = """
        SELECT name, balance_micros, version FROM ledger_accounts
        WHERE name >= ? AND name < ? AND balance_micros <> 0
        ORDER BY name
        """;

    // Each side is read along its own index; an entry has two different sides, so none comes twice.
    private const string ListEntries = """
        SELECT e.number, e.operation_id, f.name, t.name, e.amount_micros, e.kind, e.reference, e.at
        FROM ledger_entries e JOIN ledger_accounts f ON f.id = e.from_account JOIN ledger_accounts t ON t.id = e.to_account
        WHERE e.number IN (
            (SELECT number FROM ledger_entries
                WHERE from_account = (SELECT id FROM ledger_accounts WHERE name = ?) AND number < ? AND amount_micros > 0
                ORDER BY number DESC LIMIT ?)
            UNION ALL
            (SELECT number FROM ledger_entries
                WHERE to_account = (SELECT id FROM ledger_accounts WHERE name = ?) AND number < ? AND amount_micros > 0
                ORDER BY number DESC LIMIT ?))
        ORDER BY e.number DESC LIMIT ?
        """;

    private const string Prove = """
        SELECT a.name, a.balance_micros, COALESCE(s.micros, 0)
        FROM ledger_accounts a LEFT JOIN (
            SELECT account, SUM(micros) AS micros FROM (
                SELECT to_account AS account, amount_micros AS micros FROM ledger_entries
                UNION ALL
                SELECT from_account, -amount_micros FROM ledger_entries) both_sides
            GROUP BY account) s ON s.account = a.id
        ORDER BY a.name
        """;

    private const string CountEntries = "SELECT COUNT(*) FROM ledger_entries WHERE amount_micros > 0";

    public async Task<LedgerAccount> GetAccountAsync(string account, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.FirstAsync(SelectAccount, row => new LedgerAccount(account, row.Int64(0), row.Int64(1)), account), cancel)
        ?? new LedgerAccount(account, 0, 0);

    public async Task<IReadOnlyList<LedgerAccount>> ListAccountsAsync(string prefix, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.QueryAsync(
                ListAccounts, static row => new LedgerAccount(row.Text(0), row.Int64(1), row.Int64(2)), prefix, KeyPrefix.End(prefix)),
            cancel);

    public Task<PostResult> PostAsync(IReadOnlyList<Posting> postings, DateTimeOffset at, CancellationToken cancel)
    {
        LedgerRules.Check(postings);
        return writer.AddAsync(new PostWork(postings, at, cancel), cancel);
    }

    public async Task<IReadOnlyList<LedgerEntry>> ListEntriesAsync(string account, long before, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);

        return await database.ReadAsync(
            sql => sql.QueryAsync(ListEntries, static row => ReadEntry(row), account, before, limit, account, before, limit, limit), cancel);
    }

    public Task<LedgerProof> ProveAsync(CancellationToken cancel) => database.ReadAsync(
        async sql =>
        {
            var accounts = await sql.QueryAsync(Prove, static row => (Name: row.Text(0), Balance: row.Int64(1), Proven: row.Int64(2)));
            return new LedgerProof(
                accounts.Aggregate(0L, static (sum, account) => checked(sum + account.Balance)),
                [.. accounts.Where(static account => account.Balance != account.Proven).Select(static account => account.Name)],
                [
                    .. accounts
                        .Where(static account => Math.Min(account.Balance, account.Proven) < 0 && !LedgerRules.MayOverdraw(account.Name))
                        .Select(static account => account.Name),
                ],
                await sql.NumberAsync(CountEntries));
        },
        cancel);

    private static LedgerEntry ReadEntry(ISqlRow row) => new(
        row.Int64(0), row.Text(1), row.Text(2), row.Text(3), row.Int64(4), row.Text(5), row.Text(6), row.Time(7));
}
