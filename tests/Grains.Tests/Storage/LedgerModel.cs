using Grains.Storage;

namespace Grains.Tests.Storage;

/// <summary>The ledger as plainly as it can be said: a dictionary of balances and one of operations.</summary>
internal sealed class LedgerModel
{
    private Dictionary<string, long> balances = [];
    private Dictionary<string, (Posting Posting, long Moved)> operations = [];

    public IReadOnlyDictionary<string, long> Balances => balances;

    public IEnumerable<(Posting Posting, long Moved)> Moves => operations.Values.Where(operation => operation.Moved > 0);

    public PostResult Post(IReadOnlyList<Posting> postings)
    {
        var (balancesBefore, operationsBefore) = (new Dictionary<string, long>(balances), new Dictionary<string, (Posting, long)>(operations));
        var (moved, fresh) = (0L, 0);
        foreach (var posting in postings)
        {
            if (operations.TryGetValue(posting.OperationId, out var known))
            {
                if (known.Posting == posting) continue;
                (balances, operations) = (balancesBefore, operationsBefore);
                return new PostResult(PostStatus.OperationMismatch, 0, 0);
            }

            var available = balances.GetValueOrDefault(posting.From);
            var amount = posting.AllAboveMicros is { } floor ? Math.Max(0, available - floor) : posting.AmountMicros;
            if (!posting.From.StartsWith("system:", StringComparison.Ordinal) && amount > available)
            {
                (balances, operations) = (balancesBefore, operationsBefore);
                return new PostResult(PostStatus.InsufficientFunds, amount - available, 0);
            }

            balances[posting.From] = available - amount;
            balances[posting.To] = balances.GetValueOrDefault(posting.To) + amount;
            operations[posting.OperationId] = (posting, amount);
            moved += amount;
            fresh++;
        }

        return new PostResult(fresh == 0 ? PostStatus.AlreadyPosted : PostStatus.Posted, 0, moved);
    }
}
