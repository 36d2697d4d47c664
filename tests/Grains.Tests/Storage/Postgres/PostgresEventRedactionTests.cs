namespace Grains.Tests.Storage.Postgres;

[NeedsPostgres]
public sealed class PostgresEventRedactionTests : EventRedactionSpecification
{
    private PostgresStores? stores;

    private protected override IProjectionStores Stores => stores!;

    public override async Task InitializeAsync()
    {
        stores = await PostgresStores.CreateAsync();
        await stores.Database.OpenAsync();
    }

    public override async Task DisposeAsync() => await stores!.DisposeAsync();
}
