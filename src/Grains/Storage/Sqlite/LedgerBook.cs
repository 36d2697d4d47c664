using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>
/// Decides what a list of postings would do to the book, in their order and without writing: the one posting code, used by
/// the ledger and by appends.
/// </summary>
internal static class LedgerBook
{
    public const int MaxOperationIdLength = 200;

    private const string SystemPrefix = "system:";
    private const string SelectAccount = "SELECT id, balance_micros, version FROM ledger_accounts WHERE name = ?";

    private const string SelectOperation = """
        SELECT f.name, t.name, e.amount_micros, e.all_above_micros, e.kind, e.reference
        FROM ledger_entries e JOIN ledger_accounts f ON f.id = e.from_account JOIN ledger_accounts t ON t.id = e.to_account
        WHERE e.operation_id = ?
        """;

    public static bool MayOverdraw(string account) => account.StartsWith(SystemPrefix, StringComparison.Ordinal);

    /// <exception cref="ArgumentException">A posting could never be in the book.</exception>
    public static void Check(IReadOnlyList<Posting> postings)
    {
        foreach (var posting in postings)
        {
            ArgumentException.ThrowIfNullOrEmpty(posting.OperationId);
            ArgumentException.ThrowIfNullOrEmpty(posting.From);
            ArgumentException.ThrowIfNullOrEmpty(posting.To);
            ArgumentException.ThrowIfNullOrEmpty(posting.Kind);
            ArgumentNullException.ThrowIfNull(posting.Reference);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(posting.OperationId.Length, MaxOperationIdLength);
            if (string.Equals(posting.From, posting.To, StringComparison.Ordinal))
                throw new ArgumentException($"Operation '{posting.OperationId}' moves money from an account to itself.", nameof(postings));

            if (posting.AllAboveMicros is { } floor) ArgumentOutOfRangeException.ThrowIfNegative(floor);
            else ArgumentOutOfRangeException.ThrowIfNegativeOrZero(posting.AmountMicros);
        }
    }

    public static PostingPlan Plan(SqliteConnection connection, IReadOnlyList<Posting> postings)
    {
        if (postings.Count == 0) return PostingPlan.Nothing;

        var accounts = new Dictionary<string, AccountRow>(StringComparer.Ordinal);
        var entries = new List<PlannedEntry>(postings.Count);
        var moved = 0L;
        foreach (var posting in postings)
        {
            if (FindContent(connection, entries, posting.OperationId) is { } seen)
            {
                if (seen != PostingContent.Of(posting, seen.AmountMicros)) return PostingPlan.Refused(PostStatus.OperationMismatch);
                continue;
            }

            var from = Find(connection, accounts, posting.From);
            var to = Find(connection, accounts, posting.To);
            var amount = posting.AllAboveMicros is { } floor ? Math.Max(0, from.Balance - floor) : posting.AmountMicros;
            if (amount > from.Balance && !MayOverdraw(from.Name))
                return PostingPlan.Refused(PostStatus.InsufficientFunds, amount - from.Balance);

            if (amount > 0)
            {
                from.Move(-amount);
                to.Move(amount);
                moved = checked(moved + amount);
            }

            entries.Add(new PlannedEntry(posting, from, to, amount));
        }

        var status = entries.Count == 0 ? PostStatus.AlreadyPosted : PostStatus.Posted;
        return new PostingPlan(new PostResult(status, 0, moved), accounts.Values, entries);
    }

    private static PostingContent? FindContent(SqliteConnection connection, List<PlannedEntry> planned, string operationId)
    {
        foreach (var entry in planned)
        {
            if (string.Equals(entry.Posting.OperationId, operationId, StringComparison.Ordinal))
                return PostingContent.Of(entry.Posting, entry.AmountMicros);
        }

        using var select = connection.Prepared(SelectOperation).Bind(operationId);
        if (!select.Step()) return null;

        long? above = select.IsNull(3) ? null : select.Int64(3);
        return new PostingContent(select.Text(0), select.Text(1), select.Int64(2), above, select.Text(4), select.Text(5));
    }

    private static AccountRow Find(SqliteConnection connection, Dictionary<string, AccountRow> accounts, string name)
    {
        if (accounts.TryGetValue(name, out var known)) return known;

        using var select = connection.Prepared(SelectAccount).Bind(name);
        var found = select.Step() ? new AccountRow(name, select.Int64(0), select.Int64(1), select.Int64(2)) : new AccountRow(name);
        accounts.Add(name, found);
        return found;
    }
}
