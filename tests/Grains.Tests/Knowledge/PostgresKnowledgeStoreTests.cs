using Grains.Storage;
using Grains.Tests.Storage.Postgres;

namespace Grains.Tests.Knowledge;

[NeedsPostgres]
public sealed class PostgresKnowledgeStoreTests : KnowledgeStoreSpecification
{
    private PostgresStores? stores;

    private protected override IDatabase Database => stores!.Database;

    public override async Task InitializeAsync()
    {
        stores = await PostgresStores.CreateAsync();
        await stores.Database.OpenAsync();
    }

    public override async Task DisposeAsync() => await stores!.DisposeAsync();
}
