using Grains.Storage;

namespace Grains.Tests.Storage;

/// <summary>What every event log and ledger of one database must do together: an append and its postings are one.</summary>
public abstract class PaidAppendSpecification : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    protected abstract IEventLog Log { get; }

    protected abstract ILedger Ledger { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [SpecificationFact]
    public async Task An_answer_and_its_charge_are_stored_together()
    {
        await Grant(10);

        var result = await Log.AppendAsync(Answer(0, "turn-1", Charge("charge-1", 4)), default);

        Assert.Equal(AppendStatus.Appended, result.Status);
        Assert.Equal(6, await Balance("escrow"));
        var entry = (await Ledger.ListEntriesAsync("escrow", long.MaxValue, 1, default))[0];
        Assert.Equal(("charge-1", "escrow", "system:revenue", 4L, "charge", "session-a", Noon), (entry.OperationId, entry.From, entry.To, entry.AmountMicros, entry.Kind, entry.Reference, entry.At));
    }

    [SpecificationFact]
    public async Task A_repeated_answer_is_charged_once()
    {
        await Grant(10);
        var answer = Answer(0, "turn-1", Charge("charge-1", 4));

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Log.AppendAsync(answer, default)));

        Assert.Single(results, result => result.Status == AppendStatus.Appended);
        Assert.Equal(19, results.Count(result => result.Status == AppendStatus.DuplicateOperation));
        Assert.Equal(6, await Balance("escrow"));
    }

    [SpecificationFact]
    public async Task A_repeat_without_operation_ids_is_a_conflict_and_charges_nothing()
    {
        await Grant(10);
        var answer = Answer(0, null, Charge("charge-1", 4));
        await Log.AppendAsync(answer, default);

        var repeated = await Log.AppendAsync(answer, default);

        Assert.Equal(new AppendResult(AppendStatus.Conflict, new StreamHead(1, 1)), repeated);
        Assert.Equal(6, await Balance("escrow"));
    }

    [SpecificationFact]
    public async Task An_answer_that_cannot_be_paid_is_not_stored()
    {
        await Grant(10);

        var result = await Log.AppendAsync(Answer(0, "turn-1", Charge("charge-1", 4), Charge("charge-2", 7)), default);

        Assert.Equal(new AppendResult(AppendStatus.InsufficientFunds, StreamHead.Empty), result);
        Assert.Equal(10, await Balance("escrow"));
        Assert.Equal(AppendStatus.Appended, (await Log.AppendAsync(Answer(0, "turn-1", Charge("charge-1", 4)), default)).Status);
    }

    [SpecificationFact]
    public async Task A_charge_that_was_posted_before_is_not_posted_again_by_a_new_event()
    {
        await Grant(10);
        await Ledger.PostAsync([Charge("charge-1", 4)], Noon, default);

        var result = await Log.AppendAsync(Answer(0, "turn-1", Charge("charge-1", 4)), default);

        Assert.Equal(AppendStatus.Appended, result.Status);
        Assert.Equal(6, await Balance("escrow"));
    }

    [SpecificationFact]
    public async Task A_charge_whose_operation_id_was_used_for_something_else_refuses_the_append()
    {
        await Grant(10);
        await Ledger.PostAsync([Charge("charge-1", 3)], Noon, default);

        var result = await Log.AppendAsync(Answer(0, "turn-1", Charge("charge-0", 1), Charge("charge-1", 4)), default);

        Assert.Equal(new AppendResult(AppendStatus.DuplicateOperation, StreamHead.Empty), result);
        Assert.Equal(7, await Balance("escrow"));
    }

    [SpecificationFact]
    public async Task A_conflict_charges_nothing()
    {
        await Grant(10);

        var result = await Log.AppendAsync(Answer(5, "turn-1", Charge("charge-1", 4)), default);

        Assert.Equal(AppendStatus.Conflict, result.Status);
        Assert.Equal(10, await Balance("escrow"));
    }

    [SpecificationFact]
    public async Task An_impossible_posting_is_a_mistake_of_the_caller()
    {
        var posting = new Posting("charge-1", "escrow", "escrow", 1, "charge", "session-a");

        await Assert.ThrowsAsync<ArgumentException>(() => Log.AppendAsync(Answer(0, "turn-1", posting), default));
    }

    [SpecificationFact]
    public async Task Two_hundred_paid_appends_against_money_for_thirty_seven_store_thirty_seven()
    {
        await Grant(37);

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Log.AppendAsync(
            Answer(0, $"turn-{number}", Charge($"charge-{number}", 1)) with { Stream = $"session-{number}" }, default)));

        Assert.Equal(37, results.Count(result => result.Status == AppendStatus.Appended));
        Assert.Equal(163, results.Count(result => result.Status == AppendStatus.InsufficientFunds));
        Assert.Equal(0, await Balance("escrow"));
        Assert.Equal(37, await Balance("system:revenue"));
    }

    private static Posting Charge(string operation, long micros) => new(operation, "escrow", "system:revenue", micros, "charge", "session-a");

    private static LogAppend Answer(long expected, string? operation, params Posting[] postings) =>
        new("session-a", expected, 1, Noon, [new NewEvent("answer", "{}"u8.ToArray(), operation)]) { Postings = postings };

    private async Task Grant(long micros) =>
        await Ledger.PostAsync([new Posting("grant", "system:grants", "escrow", micros, "grant", "")], Noon, default);

    private async Task<long> Balance(string account) => (await Ledger.GetAccountAsync(account, default)).BalanceMicros;
}
