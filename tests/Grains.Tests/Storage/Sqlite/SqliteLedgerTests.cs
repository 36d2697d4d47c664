using Grains.Storage;

namespace Grains.Tests.Storage.Sqlite;

public sealed class SqliteLedgerTests : LedgerSpecification
{
    private readonly SqliteStores stores = new();

    protected override ILedger Ledger => stores.Ledger;

    public override Task InitializeAsync() => stores.Database.OpenAsync();

    public override async Task DisposeAsync() => await stores.DisposeAsync();
}
