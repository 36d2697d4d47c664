namespace Grains.Storage.Sqlite;

/// <summary>The double-entry book in SQLite.</summary>
internal sealed class SqliteLedger(SqliteDatabase database) : ILedger
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
            SELECT number FROM (SELECT number FROM ledger_entries
                WHERE from_account = (SELECT id FROM ledger_accounts WHERE name = ?1) AND number < ?2 AND amount_micros > 0
                ORDER BY number DESC LIMIT ?3)
            UNION ALL
            SELECT number FROM (SELECT number FROM ledger_entries
                WHERE to_account = (SELECT id FROM ledger_accounts WHERE name = ?1) AND number < ?2 AND amount_micros > 0
                ORDER BY number DESC LIMIT ?3))
        ORDER BY e.number DESC LIMIT ?3
        """;

    private const string Prove = """
        SELECT a.name, a.balance_micros, COALESCE(s.micros, 0)
        FROM ledger_accounts a LEFT JOIN (
            SELECT account, SUM(micros) AS micros FROM (
                SELECT to_account AS account, amount_micros AS micros FROM ledger_entries
                UNION ALL
                SELECT from_account, -amount_micros FROM ledger_entries)
            GROUP BY account) s ON s.account = a.id
        ORDER BY a.name
        """;

    private const string CountEntries = "SELECT COUNT(*) FROM ledger_entries WHERE amount_micros > 0";

    public Task<LedgerAccount> GetAccountAsync(string account, CancellationToken cancel) => database.ReadAsync(
        connection =>
        {
            using var select = connection.Prepared(SelectAccount).Bind(account);
            return select.Step() ? new LedgerAccount(account, select.Int64(0), select.Int64(1)) : new LedgerAccount(account, 0, 0);
        },
        cancel);

    public Task<IReadOnlyList<LedgerAccount>> ListAccountsAsync(string prefix, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<LedgerAccount>>(
            connection =>
            {
                using var select = connection.Prepared(ListAccounts).Bind(prefix).Bind(KeyPrefix.End(prefix));
                var accounts = new List<LedgerAccount>();
                while (select.Step()) accounts.Add(new LedgerAccount(select.Text(0), select.Int64(1), select.Int64(2)));
                return accounts;
            },
            cancel);

    public Task<PostResult> PostAsync(IReadOnlyList<Posting> postings, DateTimeOffset at, CancellationToken cancel)
    {
        LedgerRules.Check(postings);
        return database.WriteAsync(
            connection =>
            {
                var book = new SqliteBook(connection);
                var plan = LedgerBook.Plan(book, postings);
                book.Write(plan, at);
                return plan.Result;
            },
            cancel);
    }

    public Task<IReadOnlyList<LedgerEntry>> ListEntriesAsync(string account, long before, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);

        return database.ReadAsync<IReadOnlyList<LedgerEntry>>(
            connection =>
            {
                using var select = connection.Prepared(ListEntries).Bind(account).Bind(before).Bind(limit);
                var entries = new List<LedgerEntry>();
                while (select.Step()) entries.Add(ReadEntry(select));
                return entries;
            },
            cancel);
    }

    public Task<LedgerProof> ProveAsync(CancellationToken cancel) => database.ReadAsync(
        connection =>
        {
            var sum = 0L;
            var mismatches = new List<string>();
            var overdrawn = new List<string>();
            using var select = connection.Prepared(Prove);
            while (select.Step())
            {
                var (name, balance, proven) = (select.Text(0), select.Int64(1), select.Int64(2));
                sum = checked(sum + balance);
                if (balance != proven) mismatches.Add(name);
                if (Math.Min(balance, proven) < 0 && !LedgerRules.MayOverdraw(name)) overdrawn.Add(name);
            }

            return new LedgerProof(sum, mismatches, overdrawn, connection.Scalar(CountEntries));
        },
        cancel);

    private static LedgerEntry ReadEntry(SqliteStatement row) => new(
        row.Int64(0),
        row.Text(1),
        row.Text(2),
        row.Text(3),
        row.Int64(4),
        row.Text(5),
        row.Text(6),
        new DateTimeOffset(row.Int64(7), TimeSpan.Zero));
}
