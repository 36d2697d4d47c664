using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <param name="AmountMicros">What is moved; 0 for a posting of all above a floor that found nothing, whose operation id is used up all the same.</param>
internal readonly record struct PlannedEntry(Posting Posting, AccountRow From, AccountRow To, long AmountMicros);

/// <summary>What postings will do, decided; writing it cannot be refused any more.</summary>
internal sealed class PostingPlan(PostResult result, IReadOnlyCollection<AccountRow> accounts, IReadOnlyList<PlannedEntry> entries)
{
    private const string InsertAccount = "INSERT INTO ledger_accounts (name, balance_micros, version) VALUES (?, ?, ?)";
    private const string UpdateAccount = "UPDATE ledger_accounts SET balance_micros = ?, version = ? WHERE id = ?";

    private const string InsertEntry = """
        INSERT INTO ledger_entries (operation_id, from_account, to_account, amount_micros, all_above_micros, kind, reference, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """;

    public static PostingPlan Nothing { get; } = new(new PostResult(PostStatus.Posted, 0, 0), [], []);

    public PostResult Result => result;

    public static PostingPlan Refused(PostStatus status, long shortfall = 0) => new(new PostResult(status, shortfall, 0), [], []);

    public void Write(SqliteConnection connection, DateTimeOffset at)
    {
        foreach (var account in accounts) Save(connection, account);
        foreach (var entry in entries) Insert(connection, entry, at);
    }

    private static void Save(SqliteConnection connection, AccountRow account)
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

    private static void Insert(SqliteConnection connection, PlannedEntry entry, DateTimeOffset at)
    {
        var (posting, from, to, amount) = entry;
        using var insert = connection.Prepared(InsertEntry);
        insert.Bind(posting.OperationId).Bind(from.Id).Bind(to.Id).Bind(amount).Bind(posting.AllAboveMicros)
            .Bind(posting.Kind).Bind(posting.Reference).Bind(at.UtcTicks).Run();
    }
}
