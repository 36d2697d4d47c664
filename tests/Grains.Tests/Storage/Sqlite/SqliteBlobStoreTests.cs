using Grains.Storage;

namespace Grains.Tests.Storage.Sqlite;

/// <summary>The product keeps blobs as files beside SQLite; the store in a database works on it all the same.</summary>
public sealed class SqliteBlobStoreTests : BlobStoreSpecification
{
    private readonly SqliteStores stores = new();

    protected override IBlobStore Blobs => new DatabaseBlobStore(stores.Database, TimeProvider.System);

    public override Task InitializeAsync() => stores.Database.OpenAsync();

    public override async Task DisposeAsync() => await stores.DisposeAsync();
}
