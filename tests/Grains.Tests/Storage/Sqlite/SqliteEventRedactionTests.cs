namespace Grains.Tests.Storage.Sqlite;

public sealed class SqliteEventRedactionTests : EventRedactionSpecification
{
    private readonly SqliteStores stores = new();

    private protected override IProjectionStores Stores => stores;

    public override Task InitializeAsync() => stores.Database.OpenAsync();

    public override async Task DisposeAsync() => await stores.DisposeAsync();
}
