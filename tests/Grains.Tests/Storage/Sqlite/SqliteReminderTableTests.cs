using Grains.Storage;

namespace Grains.Tests.Storage.Sqlite;

public sealed class SqliteReminderTableTests : ReminderTableSpecification
{
    private readonly SqliteStores stores = new();

    protected override IReminderTable Table => new DatabaseReminderTable(stores.Database);

    public override Task InitializeAsync() => Table.StartAsync();

    public override async Task DisposeAsync() => await stores.DisposeAsync();
}
