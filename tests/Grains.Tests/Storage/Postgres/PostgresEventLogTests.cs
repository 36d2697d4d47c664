using Grains.Storage;

namespace Grains.Tests.Storage.Postgres;

[NeedsPostgres]
public sealed class PostgresEventLogTests : EventLogSpecification
{
    private PostgresStores? stores;

    protected override IEventLog Log => stores!.Log;

    public override async Task InitializeAsync()
    {
        stores = await PostgresStores.CreateAsync();
        await stores.Database.OpenAsync();
    }

    public override async Task DisposeAsync() => await stores!.DisposeAsync();
}
