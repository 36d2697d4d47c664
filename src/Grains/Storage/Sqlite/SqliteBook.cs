using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>The book inside the writer's transaction.</summary>
internal readonly struct SqliteBook(SqliteConnection connection, WriterMemory memory)
{
    private const string SelectAccount = "SELECT id, balance_micros, version, last_entry FROM ledger_accounts WHERE name = ?";

    private const string SelectOperation = """
        SELECT f.name, t.name, e.amount_micros, e.all_above_micros, e.kind, e.reference
        FROM ledger_entries e JOIN ledger_accounts f ON f.id = e.from_account JOIN ledger_accounts t ON t.id = e.to_account
        WHERE e.operation = ?
        """;

    private const string InsertAccount = "INSERT INTO ledger_accounts (name, balance_micros, version, last_entry) VALUES (?, 0, 0, 0)";

    private const string InsertEntry = """
        INSERT INTO ledger_entries (
            operation, operation_id, from_account, from_previous, to_account, to_previous, amount_micros, all_above_micros, kind, reference, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    /// <summary>
    /// What the postings would do. Most were never posted before, so that is looked up only in a careful transaction, or where
    /// without it they would be refused; the unique index finds the others.
    /// </summary>
    public PostingPlan Plan(IReadOnlyList<Posting> postings)
    {
        if (memory.IsCareful) return LedgerBook.Plan(new View(this, LooksUp: true), postings);
        var plan = LedgerBook.Plan(new View(this, LooksUp: false), postings);
        return plan.Result.Status == PostStatus.Posted ? plan : LedgerBook.Plan(new View(this, LooksUp: true), postings);
    }

    public void Write(PostingPlan plan, DateTimeOffset at)
    {
        foreach (var account in plan.Accounts) Save(account);
        foreach (var entry in plan.Entries) Insert(entry, at);
    }

    private StoredAccount? Find(string name)
    {
        if (memory.Accounts.Find(name) is { } known) return known;

        using var select = connection.Prepared(SelectAccount).Bind(name);
        if (!select.Step()) return null;
        var stored = new StoredAccount(select.Int64(0), select.Int64(1), select.Int64(2), select.Int64(3));
        memory.Accounts.Add(name, stored);
        return stored;
    }

    private PostingContent? FindContent(string operationId)
    {
        Span<byte> key = stackalloc byte[OperationKey.Length];
        OperationKey.Write(operationId, key);
        using var select = connection.Prepared(SelectOperation).Bind(key);
        if (!select.Step()) return null;

        long? above = select.IsNull(3) ? null : select.Int64(3);
        return new PostingContent(select.Text(0), select.Text(1), select.Int64(2), above, select.Text(4), select.Text(5));
    }

    private void Save(AccountRow account)
    {
        var stored = Find(account.Name) ?? Add(account.Name);
        account.Id = stored.Id;
        if (!account.Changed) return;

        (stored.Balance, stored.Version) = (account.Balance, account.Version);
        memory.Change(stored);
    }

    private StoredAccount Add(string name)
    {
        using var insert = connection.Prepared(InsertAccount);
        insert.Bind(name).Run();
        var added = new StoredAccount(connection.LastInsertedRow(), 0, 0, 0);
        memory.Accounts.Add(name, added);
        return added;
    }

    /// <summary>An entry that moves nothing belongs to no account's history.</summary>
    private void Insert(PlannedEntry entry, DateTimeOffset at)
    {
        var (posting, _, _, amount) = entry;
        var (from, to) = (Find(posting.From)!, Find(posting.To)!);
        var (fromPrevious, toPrevious) = amount > 0 ? (from.LastEntry, to.LastEntry) : (0, 0);
        Span<byte> key = stackalloc byte[OperationKey.Length];
        OperationKey.Write(posting.OperationId, key);
        using var insert = connection.Prepared(InsertEntry);
        insert.Bind(key).Bind(posting.OperationId).Bind(from.Id).Bind(fromPrevious).Bind(to.Id).Bind(toPrevious)
            .Bind(amount).Bind(posting.AllAboveMicros).Bind(posting.Kind).Bind(posting.Reference).Bind(at.UtcTicks).Run();
        if (amount > 0) from.LastEntry = to.LastEntry = connection.LastInsertedRow();
    }

    private readonly record struct View(SqliteBook Book, bool LooksUp) : ILedgerBook
    {
        public PostingContent? FindContent(string operationId) => LooksUp ? Book.FindContent(operationId) : null;

        public AccountRow FindAccount(string name) =>
            Book.Find(name) is { } stored ? new AccountRow(name, stored.Id, stored.Balance, stored.Version) : new AccountRow(name);
    }
}
