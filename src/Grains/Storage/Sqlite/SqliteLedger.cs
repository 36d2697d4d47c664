using Microsoft.Data.Sqlite;

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

    private const string SelectLast = "SELECT id, last_entry FROM ledger_accounts WHERE name = ?";
    private const string SelectLink = "SELECT from_account, from_previous, to_account, to_previous FROM ledger_entries WHERE number = ? AND amount_micros > 0";

    private const string SelectEntry = """
        SELECT e.number, e.operation_id, f.name, t.name, e.amount_micros, e.kind, e.reference, e.at,
            CASE e.from_account WHEN ?1 THEN e.from_previous ELSE e.to_previous END
        FROM ledger_entries e JOIN ledger_accounts f ON f.id = e.from_account JOIN ledger_accounts t ON t.id = e.to_account
        WHERE e.number = ?2
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
                var book = new SqliteBook(connection, database.Memory);
                var plan = book.Plan(postings);
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
                var entries = new List<LedgerEntry>();
                var (id, number) = FindNewest(connection, account, before);
                while (number > 0 && entries.Count < limit)
                {
                    using var select = connection.Prepared(SelectEntry).Bind(id).Bind(number);
                    if (!select.Step()) throw new InvalidOperationException($"The ledger has no entry {number}, which another one names.");
                    entries.Add(ReadEntry(select));
                    number = select.Int64(8);
                }

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

    /// <summary>
    /// The account and its newest entry before a number; 0 where there is none. Entries are linked from the newest back, so a page
    /// that follows another begins at the entry where that one ended.
    /// </summary>
    private static (long Account, long Number) FindNewest(SqliteConnection connection, string account, long before)
    {
        using var select = connection.Prepared(SelectLast).Bind(account);
        if (!select.Step()) return (0, 0);
        var (id, number) = (select.Int64(0), select.Int64(1));
        if (before <= number && FindPrevious(connection, id, before) is { } previous) return (id, previous);
        while (number >= before) number = FindPrevious(connection, id, number) ?? 0;
        return (id, number);
    }

    /// <summary>The entry before one, of the same account; null where that one is not the account's.</summary>
    private static long? FindPrevious(SqliteConnection connection, long account, long number)
    {
        using var select = connection.Prepared(SelectLink).Bind(number);
        if (!select.Step()) return null;
        return select.Int64(0) == account ? select.Int64(1) : select.Int64(2) == account ? select.Int64(3) : null;
    }

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
