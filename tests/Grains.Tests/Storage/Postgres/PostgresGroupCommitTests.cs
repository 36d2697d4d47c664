using Grains.Storage;

namespace Grains.Tests.Storage.Postgres;

[NeedsPostgres]
public sealed class PostgresGroupCommitTests : IAsyncLifetime
{
    private const int Appends = 200;

    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private PostgresStores? stores;

    public async Task InitializeAsync()
    {
        stores = await PostgresStores.CreateAsync(new CountingProjection("notes", 1, "wanted"));
        await stores.Database.OpenAsync();
    }

    public async Task DisposeAsync() => await stores!.DisposeAsync();

    [SpecificationFact]
    public async Task Appends_that_wait_together_share_commits()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, Appends).Select(number => AppendAsync($"session-{number}", "other")));

        Assert.All(results, result => Assert.Equal(AppendStatus.Appended, result.Status));
        Assert.Equal(Appends, stores!.Counters.Writes);
        Assert.InRange(stores.Counters.Commits, 1, Appends / 4);
    }

    [SpecificationFact]
    public async Task A_refused_append_leaves_the_others_of_its_commit_alone()
    {
        var appends = Enumerable.Range(0, 30).Select(number => (number % 3) switch
        {
            0 => AppendAsync($"session-{number}", "other"),
            1 => AppendAsync($"session-{number}", "other", expected: 5),
            _ => AppendAsync($"session-{number}", "other", charge: new Posting($"c{number}", "wallet-empty", "earnings-x", 1, "charge", "")),
        });

        var results = await Task.WhenAll(appends);

        Assert.All(results.Index(), one => Assert.Equal(
            (one.Index % 3) switch { 0 => AppendStatus.Appended, 1 => AppendStatus.Conflict, _ => AppendStatus.InsufficientFunds }, one.Item.Status));
        Assert.Equal(StreamHead.Empty, await stores!.Log.GetHeadAsync("session-2", default));
    }

    [SpecificationFact]
    public async Task A_projection_that_fails_fails_its_append_alone()
    {
        var good = AppendAsync("session-a", "wanted");
        var bad = AppendAsync("session-b", "wanted", data: "refuse"u8.ToArray());
        var last = AppendAsync("session-c", "wanted");

        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);

        Assert.Equal(AppendStatus.Appended, (await good).Status);
        Assert.Equal(AppendStatus.Appended, (await last).Status);
        Assert.Equal(StreamHead.Empty, await stores!.Log.GetHeadAsync("session-b", default));
    }

    [SpecificationFact]
    public async Task A_text_that_the_database_refuses_fails_its_append_alone()
    {
        var good = AppendAsync("session-a", "other");
        var bad = AppendAsync("session-b", "nul\0inside");

        await Assert.ThrowsAnyAsync<Exception>(() => bad);

        Assert.Equal(AppendStatus.Appended, (await good).Status);
    }

    [SpecificationFact]
    public async Task Closing_finishes_what_waits_and_refuses_what_comes_later()
    {
        var waiting = Enumerable.Range(0, Appends).Select(number => AppendAsync($"session-{number}", "other")).ToArray();

        await stores!.Writer.DisposeAsync();

        Assert.All(await Task.WhenAll(waiting), result => Assert.Equal(AppendStatus.Appended, result.Status));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => AppendAsync("late", "other"));
    }

    private Task<AppendResult> AppendAsync(string stream, string type, long expected = 0, byte[]? data = null, Posting? charge = null) =>
        stores!.Log.AppendAsync(
            new LogAppend(stream, expected, 1, Noon, [new NewEvent(type, data ?? "{}"u8.ToArray())]) { Postings = charge is null ? [] : [charge] }, default);
}
