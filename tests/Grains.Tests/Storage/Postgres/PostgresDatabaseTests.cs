using Grains.Storage;

namespace Grains.Tests.Storage.Postgres;

[NeedsPostgres]
public sealed class PostgresDatabaseTests : DatabaseSpecification
{
    private PostgresStores? stores;

    private protected override IDatabase Database => stores!.Database;

    public override async Task InitializeAsync()
    {
        stores = await PostgresStores.CreateAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync() => await stores!.DisposeAsync();
}
