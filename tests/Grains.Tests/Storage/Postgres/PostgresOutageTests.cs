using Grains.Storage;
using Grains.Storage.Postgres;
using Grains.Testing.Postgres;

namespace Grains.Tests.Storage.Postgres;

/// <summary>A server that goes and comes back under a process that goes on.</summary>
[NeedsPostgres(PrivateServer = true)]
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private PostgresServer? server;
    private PostgresTestDatabase? database;
    private PostgresStores? stores;

    public async Task InitializeAsync()
    {
        server = await PostgresServer.StartPrivateAsync();
        database = await server.CreateDatabaseAsync();
        stores = PostgresStores.Open(new PostgresOptions(database.ConnectionString));
        await AppendAsync(0);
    }

    public async Task DisposeAsync()
    {
        await stores!.DisposeAsync();
        await server!.DisposeAsync();
    }

    [SpecificationTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_it_is_away_everyone_is_told_and_when_it_is_back_work_goes_on(bool crash)
    {
        await server!.StopAsync(crash);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => AppendAsync(1));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => stores!.Log.GetHeadAsync("session-a", default));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => stores!.Ledger.GetAccountAsync("wallet-a", default));

        await server.StartAsync();

        Assert.Equal(AppendStatus.Appended, (await AppendAsync(1)).Status);
        Assert.Equal(new StreamHead(2, 1), await stores!.Log.GetHeadAsync("session-a", default));
    }

    [SpecificationFact]
    public async Task A_restart_between_two_works_is_not_noticed()
    {
        await stores!.Log.GetHeadAsync("session-a", default);
        await server!.StopAsync(crash: false);
        await server.StartAsync();

        Assert.Equal(new StreamHead(1, 1), await stores.Log.GetHeadAsync("session-a", default));
        Assert.Equal(AppendStatus.Appended, (await AppendAsync(1)).Status);
    }

    [SpecificationFact]
    public async Task An_append_behind_a_lock_that_nobody_lets_go_of_waits_no_longer_than_it_may()
    {
        await using var impatient = PostgresStores.Open(new PostgresOptions($"{database!.ConnectionString};Command Timeout=1"));
        await using var holder = Npgsql.NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await holder.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new Npgsql.NpgsqlCommand("SELECT * FROM streams FOR UPDATE", connection)) await command.ExecuteNonQueryAsync();
        var append = new LogAppend("session-a", 1, 1, Noon, [new NewEvent("chat.message", "{}"u8.ToArray())]);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => impatient.Log.AppendAsync(append, default));

        await transaction.RollbackAsync();
        Assert.Equal(AppendStatus.Appended, (await impatient.Log.AppendAsync(append, default)).Status);
    }

    [SpecificationFact]
    public async Task What_is_not_there_at_the_start_is_said_in_one_line_and_found_later()
    {
        await server!.StopAsync(crash: false);
        await using var early = PostgresStores.Open(new PostgresOptions($"{database!.ConnectionString};Password=secret"));

        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(early.Database.OpenAsync);

        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
        Assert.Contains(early.Options.Place, refusal.Message, StringComparison.Ordinal);
        await server.StartAsync();
        Assert.Equal(new StreamHead(1, 1), await early.Log.GetHeadAsync("session-a", default));
    }

    private Task<AppendResult> AppendAsync(long expected) =>
        stores!.Log.AppendAsync(new LogAppend("session-a", expected, 1, Noon, [new NewEvent("chat.message", "{}"u8.ToArray())]), default);
}
