using Grains.Storage;

namespace Grains.Tests.Storage.Postgres;

[NeedsPostgres]
public sealed class PostgresBlobStoreTests : BlobStoreSpecification
{
    private PostgresStores? stores;

    protected override IBlobStore Blobs => new DatabaseBlobStore(stores!.Database, TimeProvider.System);

    public override async Task InitializeAsync()
    {
        stores = await PostgresStores.CreateAsync();
        await stores.Database.OpenAsync();
    }

    public override async Task DisposeAsync() => await stores!.DisposeAsync();
}
