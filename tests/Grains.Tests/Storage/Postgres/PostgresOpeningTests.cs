using Grains.Storage;
using Grains.Storage.Postgres;
using Npgsql;

namespace Grains.Tests.Storage.Postgres;

[NeedsPostgres]
public sealed class PostgresOpeningTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private PostgresStores? stores;

    public async Task InitializeAsync()
    {
        stores = await PostgresStores.CreateAsync();
        await stores.Database.OpenAsync();
    }

    public async Task DisposeAsync() => await stores!.DisposeAsync();

    [SpecificationFact]
    public async Task What_was_written_is_there_when_it_is_opened_again()
    {
        await stores!.Ledger.PostAsync([new Posting("g", "system:grants", "wallet-a", 5, "grant", "")], Noon, default);

        await using var second = PostgresStores.Open(stores.Options);

        Assert.Equal(5, (await second.Ledger.GetAccountAsync("wallet-a", default)).BalanceMicros);
    }

    [SpecificationFact]
    public async Task A_database_of_newer_code_is_refused_and_left_as_it_is()
    {
        await SqlAsync($"UPDATE schema_version SET version = {PostgresSchema.Version + 1}");
        await using var second = PostgresStores.Open(stores!.Options);

        var refusal = await Assert.ThrowsAsync<SchemaTooNewException>(second.Database.OpenAsync);

        Assert.Equal((PostgresSchema.Version + 1, PostgresSchema.Version), (refusal.Found, refusal.Known));
        await Assert.ThrowsAsync<SchemaTooNewException>(() => second.Log.GetHeadAsync("session-a", default));
    }

    [SpecificationTheory]
    [InlineData("UPDATE ledger_entries SET amount_micros = 6")]
    [InlineData("DELETE FROM ledger_entries")]
    [InlineData("TRUNCATE ledger_entries")]
    public async Task The_books_entries_cannot_be_changed_or_deleted(string sql)
    {
        await stores!.Ledger.PostAsync([new Posting("g", "system:grants", "wallet-a", 5, "grant", "")], Noon, default);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => SqlAsync(sql));

        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
    }

    [SpecificationFact]
    public async Task An_account_that_is_not_the_systems_cannot_go_below_zero_whoever_writes()
    {
        await stores!.Ledger.PostAsync([new Posting("g", "system:grants", "wallet-a", 5, "grant", "")], Noon, default);

        await Assert.ThrowsAsync<PostgresException>(() => SqlAsync("UPDATE ledger_accounts SET balance_micros = -1 WHERE name = 'wallet-a'"));
    }

    private Task SqlAsync(string sql) => stores!.Database.ExecuteAsync(sql, [], default);
}
