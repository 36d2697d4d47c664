using Grains.Storage;

namespace Grains.Tests.Storage.Sqlite;

public sealed class SqlitePaidAppendTests : PaidAppendSpecification
{
    private readonly SqliteStores stores = new();

    protected override IEventLog Log => stores.Log;

    protected override ILedger Ledger => stores.Ledger;

    public override Task InitializeAsync() => stores.Database.OpenAsync();

    public override async Task DisposeAsync() => await stores.DisposeAsync();
}
