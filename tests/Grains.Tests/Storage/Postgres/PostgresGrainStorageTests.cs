using Grains.Storage;
using Orleans.Storage;

namespace Grains.Tests.Storage.Postgres;

[NeedsPostgres]
public sealed class PostgresGrainStorageTests : GrainStorageSpecification
{
    private PostgresStores? stores;

    protected override IGrainStorage Storage => new DatabaseGrainStorage(stores!.Database);

    public override async Task InitializeAsync()
    {
        stores = await PostgresStores.CreateAsync();
        await stores.Database.OpenAsync();
    }

    public override async Task DisposeAsync() => await stores!.DisposeAsync();
}
