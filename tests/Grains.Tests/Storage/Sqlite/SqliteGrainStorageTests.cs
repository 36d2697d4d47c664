using Grains.Storage;
using Orleans.Storage;

namespace Grains.Tests.Storage.Sqlite;

public sealed class SqliteGrainStorageTests : GrainStorageSpecification
{
    private readonly SqliteStores stores = new();

    protected override IGrainStorage Storage => new DatabaseGrainStorage(stores.Database);

    public override Task InitializeAsync() => stores.Database.OpenAsync();

    public override async Task DisposeAsync() => await stores.DisposeAsync();
}
