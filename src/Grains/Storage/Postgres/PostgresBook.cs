namespace Grains.Storage.Postgres;

/// <summary>The accounts and operations that a batch names, locked in the database and kept in step as the batch is decided.</summary>
internal sealed class PostgresBook : ILedgerBook
{
    private readonly Dictionary<string, AccountRow> accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PostingContent> operations = new(StringComparer.Ordinal);

    /// <summary>Accounts that decided postings moved.</summary>
    public HashSet<string> Moved { get; } = new(StringComparer.Ordinal);

    public List<(PlannedEntry Entry, DateTimeOffset At)> Entries { get; } = [];

    public AccountRow this[string name] => accounts[name];

    public void Load(AccountRow account) => accounts[account.Name] = account;

    public void Load(string operationId, PostingContent content) => operations[operationId] = content;

    public PostingContent? FindContent(string operationId) => operations.GetValueOrDefault(operationId);

    // A copy: what is planned on it may yet be refused.
    public AccountRow FindAccount(string name)
    {
        var known = accounts[name];
        return new AccountRow(name, known.Id, known.Balance, known.Version);
    }

    public void Accept(PostingPlan plan, DateTimeOffset at)
    {
        foreach (var account in plan.Accounts)
        {
            accounts[account.Name] = account;
            if (account.Changed) Moved.Add(account.Name);
        }

        foreach (var entry in plan.Entries)
        {
            operations[entry.Posting.OperationId] = PostingContent.Of(entry.Posting, entry.AmountMicros);
            Entries.Add((entry, at));
        }
    }
}
