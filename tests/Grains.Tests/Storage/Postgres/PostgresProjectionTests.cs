using Grains.Storage;
using Grains.Storage.Postgres;
using Grains.Testing.Postgres;

namespace Grains.Tests.Storage.Postgres;

[NeedsPostgres]
public sealed class PostgresProjectionTests : ProjectionSpecification
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private PostgresTestDatabase? database;

    public override async Task InitializeAsync() => database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    public override async Task DisposeAsync() => await database!.DisposeAsync();

    [SpecificationFact]
    public async Task Two_processes_that_append_at_once_keep_the_rows_that_a_rebuild_keeps()
    {
        var projection = new CountingProjection("notes", 1, "a");
        await using var one = Open(projection);
        await using var other = Open(projection);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => FillAsync(number % 2 == 0 ? one : other, $"session-{number}")));

        var kept = await projection.LinesAsync(one.Database);
        await one.RebuildAsync();
        Assert.Equal(400, kept.Count);
        Assert.Equal(kept, await projection.LinesAsync(one.Database));
    }

    [SpecificationFact]
    public async Task A_process_that_keeps_other_rows_than_the_last_one_that_started_appends_nothing()
    {
        await using var old = Open(new CountingProjection("notes", 1, "a"));
        await FillAsync(old, "session-a");
        var changed = new CountingProjection("notes", 2, "a");
        await using var renewed = Open(changed);
        await renewed.Log.GetHeadAsync("session-a", default);

        var late = old.Log.AppendAsync(new LogAppend("session-a", 10, 1, Noon, [new NewEvent("a", default)]), default);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => late);
        await FillAsync(renewed, "session-b");
        Assert.Equal(20, (await changed.LinesAsync(renewed.Database)).Count);
    }

    private protected override IProjectionStores Open(params IProjection[] projections) =>
        PostgresStores.Open(new PostgresOptions(database!.ConnectionString), projections);

    private static async Task FillAsync(IProjectionStores stores, string stream)
    {
        for (var seq = 0; seq < 10; seq++)
        {
            var append = new LogAppend(stream, seq, 1, Noon, [new NewEvent("a", default)]);
            Assert.Equal(AppendStatus.Appended, (await stores.Log.AppendAsync(append, default)).Status);
        }
    }
}
