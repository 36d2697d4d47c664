using Grains.Storage;

namespace Grains.Tests.Storage.Postgres;

/// <summary>Several processes on one database: each a storage of its own with its own writer.</summary>
[NeedsPostgres]
public sealed class SeveralProcessesTests : IAsyncLifetime
{
    private const int Sessions = 16;
    private const int Micros = 7;
    private const long Grant = 1_000_000;

    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private PostgresStores? one;
    private PostgresStores? other;

    public async Task InitializeAsync()
    {
        one = await PostgresStores.CreateAsync();
        other = PostgresStores.Open(one.Options);
        await one.Ledger.PostAsync(
            [.. Enumerable.Range(0, Sessions).Select(number => new Posting($"grant-{number}", "system:grants", $"escrow-{number}", Grant, "grant", ""))],
            Noon,
            default);
    }

    public async Task DisposeAsync()
    {
        await other!.DisposeAsync();
        await one!.DisposeAsync();
    }

    [SpecificationFact]
    public async Task They_start_on_an_empty_database_at_once()
    {
        await using var first = await PostgresStores.CreateAsync();
        var others = Enumerable.Range(0, 4).Select(_ => PostgresStores.Open(first.Options)).ToArray();

        await Task.WhenAll(others.Append(first).Select(stores => stores.Database.OpenAsync()));

        Assert.Equal(StreamHead.Empty, await others[3].Log.GetHeadAsync("session-a", default));
        foreach (var stores in others) await stores.DisposeAsync();
    }

    [SpecificationFact]
    public async Task Of_two_writers_of_a_stream_the_one_with_the_lower_epoch_loses()
    {
        await one!.Log.AppendAsync(Append("session-a", 0, epoch: 1), default);
        await other!.Log.AppendAsync(Append("session-a", 1, epoch: 2), default);

        var late = await one.Log.AppendAsync(Append("session-a", 2, epoch: 1), default);

        Assert.Equal(new AppendResult(AppendStatus.Conflict, new StreamHead(2, 2)), late);
    }

    [SpecificationFact]
    public async Task Of_many_writers_at_one_place_exactly_one_appends()
    {
        for (var seq = 0; seq < 20; seq++)
        {
            var results = await Task.WhenAll(
                Enumerable.Range(0, 8).Select(writer => (writer % 2 == 0 ? one! : other!).Log.AppendAsync(Append("session-a", seq, epoch: 1), default)));

            Assert.Single(results, result => result.Status == AppendStatus.Appended);
            Assert.Equal(7, results.Count(result => result.Status == AppendStatus.Conflict));
        }
    }

    [SpecificationFact]
    public async Task An_operation_that_both_append_to_different_streams_is_there_once()
    {
        for (var round = 0; round < 20; round++)
        {
            var operation = $"operation-{round}";
            var results = await Task.WhenAll(
                one!.Log.AppendAsync(Append($"left-{round}", 0, 1, operation), default), other!.Log.AppendAsync(Append($"right-{round}", 0, 1, operation), default));

            Assert.Equal(
                [AppendStatus.Appended, AppendStatus.DuplicateOperation], results.Select(result => result.Status).Order());
        }
    }

    [SpecificationFact]
    public async Task A_posting_that_both_send_is_in_the_book_once()
    {
        for (var round = 0; round < 20; round++)
        {
            Posting[] postings = [new($"charge-{round}", "escrow-1", "earnings-x", Micros, "charge", "")];
            var results = await Task.WhenAll(one!.Ledger.PostAsync(postings, Noon, default), other!.Ledger.PostAsync(postings, Noon, default));

            Assert.Equal([PostStatus.Posted, PostStatus.AlreadyPosted], results.Select(result => result.Status).Order());
        }

        Assert.Equal(20 * Micros, (await one!.Ledger.GetAccountAsync("earnings-x", default)).BalanceMicros);
    }

    [SpecificationFact]
    public async Task Payments_back_and_forth_over_the_same_accounts_neither_stand_still_nor_lose_money()
    {
        var transfers = Enumerable.Range(0, 400).Select(number =>
        {
            // Each side names the accounts in another order.
            var (from, to) = (number % Sessions, (number * 7 + 3) % Sessions);
            if (from == to) to = (to + 1) % Sessions;
            var posting = new Posting($"transfer-{number}", $"escrow-{from}", $"escrow-{to}", Micros, "transfer", "");
            return (number % 2 == 0 ? one! : other!).Ledger.PostAsync([posting], Noon, default);
        });

        var results = await Task.WhenAll(transfers);

        Assert.All(results, result => Assert.Equal(PostStatus.Posted, result.Status));
        await AssertSoundAsync(Sessions * Grant);
    }

    [SpecificationFact]
    public async Task Sessions_of_one_creator_charged_by_both_add_up()
    {
        await Task.WhenAll(Enumerable.Range(0, Sessions).Select(number => ChargeAsync(number % 2 == 0 ? one! : other!, number, times: 25)));

        Assert.Equal(Sessions * 25 * Micros, (await one!.Ledger.GetAccountAsync("earnings-x", default)).BalanceMicros);
        await AssertSoundAsync(Sessions * Grant);
    }

    private static LogAppend Append(string stream, long expected, long epoch, string? operation = null) =>
        new(stream, expected, epoch, Noon, [new NewEvent("chat.message", "{}"u8.ToArray(), operation)]);

    private static async Task ChargeAsync(PostgresStores stores, int number, int times)
    {
        for (var seq = 0; seq < times; seq++)
        {
            var charge = new Posting($"session-{number}:{seq}", $"escrow-{number}", "earnings-x", Micros, "charge", "");
            var result = await stores.Log.AppendAsync(Append($"session-{number}", seq, 1) with { Postings = [charge] }, default);
            Assert.Equal(AppendStatus.Appended, result.Status);
        }
    }

    private async Task AssertSoundAsync(long given)
    {
        var proof = await other!.Ledger.ProveAsync(default);
        Assert.Equal(0, proof.SumMicros);
        Assert.Empty(proof.Mismatches);
        Assert.Empty(proof.Overdrawn);
        Assert.Equal(-given, (await other.Ledger.GetAccountAsync("system:grants", default)).BalanceMicros);
    }
}
