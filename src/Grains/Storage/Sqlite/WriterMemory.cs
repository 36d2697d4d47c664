using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>
/// What the writer knows without reading: ends of streams and accounts. It is the only writer of the file, so what it wrote is
/// what is stored; where a transaction is undone, all is forgotten. Balances are written once for all works of a transaction.
/// </summary>
internal sealed class WriterMemory
{
    /// <summary>Of each kind, twice at most; about 10 MB in all.</summary>
    private const int Capacity = 16_384;

    private const string UpdateAccount = "UPDATE ledger_accounts SET balance_micros = ?, version = ?, last_entry = ? WHERE id = ?";

    private readonly List<StoredAccount> changed = [];

    /// <summary>
    /// Whether works look for operation ids in the book before they write. Otherwise they let the unique index find a repeated one:
    /// the work throws, and all of its transaction is done again with care.
    /// </summary>
    public bool IsCareful { get; set; }

    public RecentlyUsed<StoredStream> Streams { get; } = new(Capacity);

    public RecentlyUsed<StoredAccount> Accounts { get; } = new(Capacity);

    public void Change(StoredAccount account)
    {
        if (account.IsChanged) return;
        account.IsChanged = true;
        changed.Add(account);
    }

    /// <summary>Writes what the works changed in accounts; to be called before what they wrote is committed or released.</summary>
    public void Flush(SqliteConnection connection)
    {
        foreach (var account in changed)
        {
            using var update = connection.Prepared(UpdateAccount);
            update.Bind(account.Balance).Bind(account.Version).Bind(account.LastEntry).Bind(account.Id).Run();
            account.IsChanged = false;
        }

        changed.Clear();
    }

    /// <summary>Lets go of what was not used lately; to be called when nothing waits to be written.</summary>
    public void Trim()
    {
        Streams.Trim();
        Accounts.Trim();
    }

    public void Forget()
    {
        changed.Clear();
        Streams.Clear();
        Accounts.Clear();
    }
}
