using Grains.Storage.CatchUp;
using Grains.Storage.Postgres;
using Grains.Testing.Postgres;
using Npgsql;

namespace Grains.Tests.Storage.Postgres;

[NeedsPostgres]
public sealed class PostgresCatchUpTests : CatchUpSpecification
{
    private PostgresTestDatabase? database;

    public override async Task InitializeAsync() => database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    public override async Task DisposeAsync() => await database!.DisposeAsync();

    [SpecificationFact]
    public async Task An_append_that_was_slow_to_commit_is_not_passed_over()
    {
        await using var stores = Open();
        await AppendAsync(stores, "session-a", 0, "a");
        var feed = new LogFeed(stores.Database);

        // A process that has its position, holds the lock of appends, and has not committed yet.
        await using var slow = new NpgsqlConnection(database!.ConnectionString);
        await slow.OpenAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await RunAsync(slow, $"SELECT pg_advisory_xact_lock_shared({PostgresProjections.ReadModelLock})");
        await RunAsync(slow, "INSERT INTO events (stream, seq, epoch, type, at, data) SELECT id, 2, 1, 'a', 0, '' FROM streams");
        var end = feed.GetEndAsync(default);
        Assert.False(end.IsCompleted);
        await transaction.CommitAsync();

        var first = await feed.ReadAsync(new FeedSlice(0, await end, 10, ["a"]), default);
        var later = await feed.ReadAsync(new FeedSlice(await end, await feed.GetEndAsync(default), 10, ["a"]), default);

        Assert.Equal([1, 2], first.Concat(later).Select(found => found.Logged.Seq));
    }

    [SpecificationFact]
    public async Task Many_writers_and_two_followers_lose_and_repeat_nothing()
    {
        await using var one = Open();
        await using var other = Open();
        var notes = new FollowingProjection("notes", 1, "a");
        await using var quiet = Open();
        CatchUpPass[] passes = [Pass(one, notes), Pass(quiet, notes)];
        await passes[0].RunAsync(default);

        var writers = Task.WhenAll(Enumerable.Range(0, 20).Select(number => FillAsync(number % 2 == 0 ? one : other, $"session-{number}")));
        while (!writers.IsCompleted) await Task.WhenAll(passes.Select(pass => pass.RunAsync(default)));
        await writers;
        await Task.WhenAll(passes.Select(pass => pass.RunAsync(default)));

        var lines = await notes.LinesAsync(one.Database);
        var expected = from number in Enumerable.Range(0, 20) from seq in Enumerable.Range(1, 10) select $"1 session-{number} {seq} a";
        Assert.Equal(expected.Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
    }

    private protected override IProjectionStores Open() => PostgresStores.Open(new PostgresOptions(database!.ConnectionString));

    private static async Task FillAsync(IProjectionStores stores, string stream)
    {
        for (var seq = 0; seq < 10; seq++) await AppendAsync(stores, stream, seq, "a");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
