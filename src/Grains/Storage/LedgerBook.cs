namespace Grains.Storage;

/// <summary>
/// Decides what a list of postings would do to the book, in their order and without writing: the one posting code, used by
/// the ledgers and by appends of every database.
/// </summary>
internal static class LedgerBook
{
    public static PostingPlan Plan<TBook>(TBook book, IReadOnlyList<Posting> postings)
        where TBook : ILedgerBook
    {
        if (postings.Count == 0) return PostingPlan.Nothing;

        var accounts = new Dictionary<string, AccountRow>(StringComparer.Ordinal);
        var entries = new List<PlannedEntry>(postings.Count);
        var moved = 0L;
        foreach (var posting in postings)
        {
            if ((FindPlanned(entries, posting.OperationId) ?? book.FindContent(posting.OperationId)) is { } seen)
            {
                if (seen != PostingContent.Of(posting, seen.AmountMicros)) return PostingPlan.Refused(PostStatus.OperationMismatch);
                continue;
            }

            var from = Find(book, accounts, posting.From);
            var to = Find(book, accounts, posting.To);
            var amount = posting.AllAboveMicros is { } floor ? Math.Max(0, from.Balance - floor) : posting.AmountMicros;
            if (amount > from.Balance && !LedgerRules.MayOverdraw(from.Name))
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

    private static PostingContent? FindPlanned(List<PlannedEntry> planned, string operationId)
    {
        foreach (var entry in planned)
        {
            if (string.Equals(entry.Posting.OperationId, operationId, StringComparison.Ordinal))
                return PostingContent.Of(entry.Posting, entry.AmountMicros);
        }

        return null;
    }

    private static AccountRow Find<TBook>(TBook book, Dictionary<string, AccountRow> accounts, string name)
        where TBook : ILedgerBook
    {
        if (accounts.TryGetValue(name, out var known)) return known;

        var found = book.FindAccount(name);
        accounts.Add(name, found);
        return found;
    }
}
