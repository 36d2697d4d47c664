using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>The book inside the writer's transaction.</summary>
internal readonly struct SqliteBook(SqliteConnection connection) : ILedgerBook
{
    private const string SelectAccount = "SELECT id, balance_micros, version FROM ledger_accounts WHERE name = ?";

    private const string SelectOperation = """
        SELECT f.name, t.name, e.amount_micros, e.all_above_micros, e.kind, e.reference
        FROM ledger_entries e JOIN ledger_accounts f ON f.id = e.from_account JOIN ledger_accounts t ON t.id = e.to_account
        WHERE e.operation_id = ?
        """;

    private const string InsertAccount = "INSERT INTO ledger_accounts (name, balance_micros, version) VALUES (?, ?, ?)";
    private const string UpdateAccount = "UPDATE ledger_accounts SET balance_micros = ?, version = ? WHERE id = ?";

    private const string InsertEntry = """
        INSERT INTO ledger_entries (operation_id, from_account, to_account, amount_micros, all_above_micros, kind, reference, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """;

    public PostingContent? FindContent(string operationId)
    {
        using var select = connection.Prepared(SelectOperation).Bind(operationId);
        if (!select.Step()) return null;

        long? above = select.IsNull(3) ? null : select.Int64(3);
        return new PostingContent(select.Text(0), select.Text(1), select.Int64(2), above, select.Text(4), select.Text(5));
    }

    public AccountRow FindAccount(string name)
    {
        using var select = connection.Prepared(SelectAccount).Bind(name);
        return select.Step() ? new AccountRow(name, select.Int64(0), select.Int64(1), select.Int64(2)) : new AccountRow(name);
    }

    public void Write(PostingPlan plan, DateTimeOffset at)
    {
        foreach (var account in plan.Accounts) Save(account);
        foreach (var entry in plan.Entries) Insert(entry, at);
    }

    private void Save(AccountRow account)
    {
        if (account.Id is not { } id)
        {
            using var insert = connection.Prepared(InsertAccount);
            insert.Bind(account.Name).Bind(account.Balance).Bind(account.Version).Run();
            account.Id = connection.LastInsertedRow();
        }
        else if (account.Changed)
        {
            using var update = connection.Prepared(UpdateAccount);
            update.Bind(account.Balance).Bind(account.Version).Bind(id).Run();
        }
    }

    private void Insert(PlannedEntry entry, DateTimeOffset at)
    {
        var (posting, from, to, amount) = entry;
        using var insert = connection.Prepared(InsertEntry);
        insert.Bind(posting.OperationId).Bind(from.Id).Bind(to.Id).Bind(amount).Bind(posting.AllAboveMicros)
            .Bind(posting.Kind).Bind(posting.Reference).Bind(at.UtcTicks).Run();
    }
}
