using Grains.Storage;
using Grains.Tests.Storage.Sqlite;

namespace Grains.Tests.Knowledge;

public sealed class SqliteKnowledgeStoreTests : KnowledgeStoreSpecification
{
    private readonly SqliteStores stores = new();

    private protected override IDatabase Database => stores.Database;

    public override Task InitializeAsync() => stores.Database.OpenAsync();

    public override async Task DisposeAsync() => await stores.DisposeAsync();
}
