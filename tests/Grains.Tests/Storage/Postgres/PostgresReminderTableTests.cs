using Grains.Storage;

namespace Grains.Tests.Storage.Postgres;

[NeedsPostgres]
public sealed class PostgresReminderTableTests : ReminderTableSpecification
{
    private PostgresStores? stores;

    protected override IReminderTable Table => new DatabaseReminderTable(stores!.Database);

    public override async Task InitializeAsync()
    {
        stores = await PostgresStores.CreateAsync();
        await stores.Database.OpenAsync();
    }

    public override async Task DisposeAsync() => await stores!.DisposeAsync();
}
