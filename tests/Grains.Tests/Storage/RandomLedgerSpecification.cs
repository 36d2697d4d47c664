using Grains.Storage;

namespace Grains.Tests.Storage;

/// <summary>Thousands of random calls, each answered as the plain model answers it.</summary>
public abstract class RandomLedgerSpecification : IAsyncLifetime
{
    private const int Rounds = 250;
    private const int CallsInFlight = 16;

    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Accounts = ["wallet-a", "wallet-b", "lease-a", "lease-b", "system:grants", "system:revenue"];

    protected abstract ILedger Ledger { get; }

    protected abstract IEventLog Log { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [SpecificationTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_calls_are_answered_as_the_model_answers_them(int seed)
    {
        var random = new Random(seed);
        var model = new LedgerModel();

        for (var round = 0; round < Rounds; round++)
        {
            // One caller's calls are taken in the order in which it makes them, so the model can go along though they overlap.
            var calls = Enumerable.Range(0, CallsInFlight).Select(_ => RandomPostings(random)).ToArray();
            var answers = calls.Select((call, index) => index % 4 == 0 ? AppendAsync($"{round}-{index}", call) : PostAsync(call)).ToArray();
            var expected = calls.Select((call, index) => Expect(model.Post(call), appended: index % 4 == 0)).ToArray();
            Assert.Equal(expected, await Task.WhenAll(answers));
        }

        await Compare(model);
    }

    private static Posting[] RandomPostings(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomPosting(random))];

    private static Posting RandomPosting(Random random)
    {
        // Few ids, amounts and accounts, so that repeats, mismatches and shortfalls are frequent.
        var from = random.Next(Accounts.Length);
        var to = (from + random.Next(1, Accounts.Length)) % Accounts.Length;
        var operation = $"op-{random.Next(8000)}";
        var sweep = random.Next(5) == 0;
        return new Posting(operation, Accounts[from], Accounts[to], sweep ? 0 : random.Next(1, 50), "move", "why")
        {
            AllAboveMicros = sweep ? random.Next(60) : null,
        };
    }

    private static string Expect(PostResult result, bool appended) => !appended ? result.ToString() : result.Status switch
    {
        PostStatus.Posted or PostStatus.AlreadyPosted => nameof(AppendStatus.Appended),
        PostStatus.InsufficientFunds => nameof(AppendStatus.InsufficientFunds),
        PostStatus.OperationMismatch => nameof(AppendStatus.DuplicateOperation),
        var unknown => throw new ArgumentOutOfRangeException(nameof(result), unknown, null),
    };

    private async Task<string> PostAsync(Posting[] postings) => (await Ledger.PostAsync(postings, Noon, default)).ToString();

    private async Task<string> AppendAsync(string stream, Posting[] postings)
    {
        var append = new LogAppend(stream, 0, 1, Noon, [new NewEvent("charged", default, stream)]) { Postings = postings };
        return (await Log.AppendAsync(append, default)).Status.ToString();
    }

    private async Task Compare(LedgerModel model)
    {
        var proof = await Ledger.ProveAsync(default);
        Assert.Equal((0L, model.Moves.LongCount()), (proof.SumMicros, proof.Entries));
        Assert.Empty(proof.Mismatches);
        Assert.Empty(proof.Overdrawn);
        foreach (var account in Accounts)
        {
            var stored = await Ledger.GetAccountAsync(account, default);
            var moves = model.Moves.Where(move => move.Posting.From == account || move.Posting.To == account).ToArray();
            Assert.Equal(new LedgerAccount(account, model.Balances.GetValueOrDefault(account), moves.Length), stored);
            var entries = await Ledger.ListEntriesAsync(account, long.MaxValue, 10_000, default);
            Assert.Equal(
                moves.Select(move => (move.Posting.OperationId, move.Moved)).Order(),
                entries.Select(entry => (entry.OperationId, entry.AmountMicros)).Order());
        }
    }
}
