using Grains.Storage;

namespace Grains.Tests.Storage.Sqlite;

public sealed class SqliteDatabaseTests : DatabaseSpecification
{
    private readonly SqliteStores stores = new();

    private protected override IDatabase Database => stores.Database;

    public override async Task DisposeAsync() => await stores.DisposeAsync();

    [Fact]
    public async Task A_work_that_awaits_something_else_is_refused_and_undone()
    {
        var never = new TaskCompletionSource();
        ISql? kept = null;

        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.WriteAsync<int>(
            async sql =>
            {
                kept = sql;
                await sql.ExecuteAsync("INSERT INTO notes (name) VALUES (?)", "undone");
                await never.Task;
                return 1;
            },
            default));

        Assert.Equal(0, await Database.ReadAsync(sql => sql.NumberAsync("SELECT count(*) FROM notes"), default));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await kept!.ExecuteAsync("DELETE FROM notes"));
    }
}
