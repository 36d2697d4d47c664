using Grains.Storage;

namespace Grains.Tests.Storage;

/// <summary>What every ledger must do.</summary>
public abstract class LedgerSpecification : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    protected abstract ILedger Ledger { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [SpecificationFact]
    public async Task An_account_that_was_never_used_is_empty()
    {
        Assert.Equal(new LedgerAccount("wallet-a", 0, 0), await Ledger.GetAccountAsync("wallet-a", default));
        Assert.Empty(await Ledger.ListEntriesAsync("wallet-a", long.MaxValue, 10, default));
        Assert.Equal(0, (await Ledger.ProveAsync(default)).Entries);
    }

    [SpecificationFact]
    public async Task A_posting_moves_money_from_one_account_to_another()
    {
        var granted = await Post(Grant("g", "wallet-a", 100));
        var given = await Post(Move("m", "wallet-a", "wallet-b", 30));

        Assert.Equal(new PostResult(PostStatus.Posted, 0, 100), granted);
        Assert.Equal(new PostResult(PostStatus.Posted, 0, 30), given);
        Assert.Equal(new LedgerAccount("wallet-a", 70, 2), await Ledger.GetAccountAsync("wallet-a", default));
        Assert.Equal(new LedgerAccount("wallet-b", 30, 1), await Ledger.GetAccountAsync("wallet-b", default));
        Assert.Equal(-100, await Balance("system:grants"));
    }

    [SpecificationFact]
    public async Task Repeating_a_posting_changes_nothing()
    {
        await Post(Grant("g", "wallet-a", 100));

        var repeated = await Post(Grant("g", "wallet-a", 100));

        Assert.Equal(new PostResult(PostStatus.AlreadyPosted, 0, 0), repeated);
        Assert.Equal(new LedgerAccount("wallet-a", 100, 1), await Ledger.GetAccountAsync("wallet-a", default));
    }

    [SpecificationFact]
    public async Task What_was_not_yet_posted_of_a_repeated_call_is_posted()
    {
        await Post(Grant("g", "wallet-a", 100));

        var result = await Post(Grant("g", "wallet-a", 100), Move("m", "wallet-a", "wallet-b", 30));

        Assert.Equal(new PostResult(PostStatus.Posted, 0, 30), result);
    }

    [SpecificationFact]
    public async Task The_same_posting_twice_in_one_call_counts_once()
    {
        var result = await Post(Grant("g", "wallet-a", 100), Grant("g", "wallet-a", 100));

        Assert.Equal(new PostResult(PostStatus.Posted, 0, 100), result);
    }

    public static TheoryData<Posting> Others() =>
    [
        new Posting("g", "system:grants", "wallet-a", 101, "grant", "why"),
        new Posting("g", "system:other", "wallet-a", 100, "grant", "why"),
        new Posting("g", "system:grants", "wallet-b", 100, "grant", "why"),
        new Posting("g", "system:grants", "wallet-a", 100, "gift", "why"),
        new Posting("g", "system:grants", "wallet-a", 100, "grant", "other"),
        new Posting("g", "system:grants", "wallet-a", 100, "grant", "why") { AllAboveMicros = 0 },
    ];

    [SpecificationTheory]
    [MemberData(nameof(Others))]
    public async Task An_operation_id_with_other_content_refuses_the_whole_call(Posting other)
    {
        await Post(new Posting("g", "system:grants", "wallet-a", 100, "grant", "why"));

        var result = await Post(Grant("new", "wallet-a", 5), other);

        Assert.Equal(new PostResult(PostStatus.OperationMismatch, 0, 0), result);
        Assert.Equal(new LedgerAccount("wallet-a", 100, 1), await Ledger.GetAccountAsync("wallet-a", default));
    }

    [SpecificationFact]
    public async Task An_account_is_never_overdrawn_and_the_shortfall_is_told()
    {
        await Post(Grant("g", "wallet-a", 100));

        var result = await Post(Move("m1", "wallet-a", "wallet-b", 60), Move("m2", "wallet-a", "wallet-c", 60));

        Assert.Equal(new PostResult(PostStatus.InsufficientFunds, 20, 0), result);
        Assert.Equal(100, await Balance("wallet-a"));
        Assert.Equal(0, await Balance("wallet-b"));
        Assert.Equal(PostStatus.Posted, (await Post(Move("m1", "wallet-a", "wallet-b", 100))).Status);
    }

    [SpecificationFact]
    public async Task Postings_of_one_call_build_on_each_other_in_order()
    {
        var result = await Post(Grant("g", "wallet-a", 10), Move("m1", "wallet-a", "wallet-b", 10), Move("m2", "wallet-b", "wallet-c", 4));

        Assert.Equal(new PostResult(PostStatus.Posted, 0, 24), result);
        Assert.Equal((0L, 6L, 4L), (await Balance("wallet-a"), await Balance("wallet-b"), await Balance("wallet-c")));
    }

    [SpecificationFact]
    public async Task All_above_a_floor_is_what_the_account_holds_then()
    {
        await Post(Grant("g", "escrow", 100));

        var result = await Post(Sweep("s", "escrow", "wallet-a", 30));

        Assert.Equal(new PostResult(PostStatus.Posted, 0, 70), result);
        Assert.Equal((30L, 70L), (await Balance("escrow"), await Balance("wallet-a")));
        Assert.Equal(70, (await Ledger.ListEntriesAsync("escrow", long.MaxValue, 1, default))[0].AmountMicros);
    }

    [SpecificationFact]
    public async Task Repeating_a_sweep_moves_nothing_though_there_is_money_again()
    {
        await Post(Grant("g1", "escrow", 100));
        await Post(Sweep("s", "escrow", "wallet-a", 30));
        await Post(Grant("g2", "escrow", 50));

        var repeated = await Post(Sweep("s", "escrow", "wallet-a", 30));
        var other = await Post(Sweep("s", "escrow", "wallet-a", 31));

        Assert.Equal(new PostResult(PostStatus.AlreadyPosted, 0, 0), repeated);
        Assert.Equal(PostStatus.OperationMismatch, other.Status);
        Assert.Equal(80, await Balance("escrow"));
    }

    [SpecificationTheory]
    [InlineData(100)]
    [InlineData(101)]
    public async Task A_sweep_that_finds_nothing_is_skipped_and_its_id_is_used_up(long floor)
    {
        await Post(Grant("g1", "escrow", 100));

        var nothing = await Post(Sweep("s", "escrow", "wallet-a", floor));
        await Post(Grant("g2", "escrow", 50));
        var repeated = await Post(Sweep("s", "escrow", "wallet-a", floor));

        Assert.Equal(new PostResult(PostStatus.Posted, 0, 0), nothing);
        Assert.Equal(new PostResult(PostStatus.AlreadyPosted, 0, 0), repeated);
        Assert.Equal(new LedgerAccount("escrow", 150, 2), await Ledger.GetAccountAsync("escrow", default));
        Assert.Empty(await Ledger.ListEntriesAsync("wallet-a", long.MaxValue, 10, default));
        Assert.Equal(2, (await Ledger.ProveAsync(default)).Entries);
    }

    [SpecificationFact]
    public async Task Entries_are_listed_newest_first_page_by_page_from_both_sides()
    {
        await Post(Grant("g", "wallet-a", 100));
        await Post(Move("m1", "wallet-a", "wallet-b", 1));
        await Post(Move("m2", "wallet-b", "wallet-a", 1));
        await Post(Grant("elsewhere", "wallet-c", 1));
        await Post(Move("m3", "wallet-a", "wallet-b", 2));

        var first = await Ledger.ListEntriesAsync("wallet-a", long.MaxValue, 3, default);
        var second = await Ledger.ListEntriesAsync("wallet-a", first[^1].Number, 3, default);

        Assert.Equal(["m3", "m2", "m1"], first.Select(entry => entry.OperationId));
        Assert.Equal(["g"], second.Select(entry => entry.OperationId));
        Assert.Equal(new LedgerEntry(first[0].Number, "m3", "wallet-a", "wallet-b", 2, "move", "why", Noon), first[0]);
    }

    [SpecificationFact]
    public async Task A_page_may_begin_at_any_number()
    {
        await Post(Grant("g1", "wallet-a", 100));
        await Post(Grant("elsewhere", "wallet-c", 1));
        await Post(Sweep("nothing", "wallet-a", "wallet-c", 500));
        await Post(Grant("g2", "wallet-a", 100));
        var all = await Ledger.ListEntriesAsync("wallet-a", long.MaxValue, 10, default);
        var elsewhere = (await Ledger.ListEntriesAsync("wallet-c", long.MaxValue, 10, default))[0];

        for (var before = elsewhere.Number; before < all[0].Number; before++)
        {
            Assert.Equal(["g1"], (await Ledger.ListEntriesAsync("wallet-a", before, 10, default)).Select(entry => entry.OperationId));
        }

        Assert.Equal(all, await Ledger.ListEntriesAsync("wallet-a", all[0].Number + 5, 10, default));
        Assert.Empty(await Ledger.ListEntriesAsync("wallet-a", all[^1].Number, 10, default));
    }

    [SpecificationFact]
    public async Task Accounts_that_hold_something_are_listed_by_prefix_in_order()
    {
        await Post(Grant("1", "lease-b", 1), Grant("2", "lease-a", 2), Grant("3", "lease-c", 3), Grant("4", "leas", 4), Grant("5", "lease.", 5));
        await Post(Move("6", "lease-c", "wallet-a", 3));

        var accounts = await Ledger.ListAccountsAsync("lease-", default);

        Assert.Equal([new LedgerAccount("lease-a", 2, 1), new LedgerAccount("lease-b", 1, 1)], accounts);
    }

    [SpecificationFact]
    public async Task A_used_book_proves_sound()
    {
        await Post(Grant("g", "wallet-a", 100), Move("m", "wallet-a", "wallet-b", 40), Sweep("s", "wallet-b", "system:revenue", 0));

        var proof = await Ledger.ProveAsync(default);

        Assert.Equal((0L, 3L), (proof.SumMicros, proof.Entries));
        Assert.Empty(proof.Mismatches);
        Assert.Empty(proof.Overdrawn);
    }

    public static TheoryData<Posting> Impossible() =>
    [
        new Posting("", "a", "b", 1, "move", ""),
        new Posting(new string('x', 201), "a", "b", 1, "move", ""),
        new Posting("op", "", "b", 1, "move", ""),
        new Posting("op", "a", "", 1, "move", ""),
        new Posting("op", "a", "a", 1, "move", ""),
        new Posting("op", "a", "b", 0, "move", ""),
        new Posting("op", "a", "b", -1, "move", ""),
        new Posting("op", "a", "b", 1, "", ""),
        new Posting("op", "a", "b", 1, "move", "") { AllAboveMicros = -1 },
    ];

    [SpecificationTheory]
    [MemberData(nameof(Impossible))]
    public async Task An_impossible_posting_is_a_mistake_of_the_caller(Posting posting) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Post(posting));

    [SpecificationFact]
    public async Task A_balance_past_sixty_four_bits_is_refused_whole()
    {
        await Post(Grant("g1", "wallet-a", long.MaxValue));

        await Assert.ThrowsAsync<OverflowException>(() => Post(Grant("g2", "wallet-b", 2)));

        Assert.Equal(0, await Balance("wallet-b"));
        Assert.Equal(0, (await Ledger.ProveAsync(default)).SumMicros);
    }

    [SpecificationFact]
    public async Task Two_hundred_debits_against_money_for_thirty_seven_post_thirty_seven()
    {
        await Post(Grant("g", "wallet-a", 37));

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Post(Move($"m{number}", "wallet-a", "wallet-b", 1))));

        Assert.Equal(37, results.Count(result => result.Status == PostStatus.Posted));
        Assert.All(results.Where(result => result.Status != PostStatus.Posted), result => Assert.Equal(new PostResult(PostStatus.InsufficientFunds, 1, 0), result));
        Assert.Equal((0L, 37L), (await Balance("wallet-a"), await Balance("wallet-b")));
    }

    private static Posting Grant(string operation, string to, long micros) => new(operation, "system:grants", to, micros, "grant", "why");

    private static Posting Move(string operation, string from, string to, long micros) => new(operation, from, to, micros, "move", "why");

    private static Posting Sweep(string operation, string from, string to, long floor) =>
        new(operation, from, to, 0, "lease-return", "why") { AllAboveMicros = floor };

    private Task<PostResult> Post(params Posting[] postings) => Ledger.PostAsync(postings, Noon, default);

    private async Task<long> Balance(string account) => (await Ledger.GetAccountAsync(account, default)).BalanceMicros;
}
