using Grains.Storage;

namespace Grains.Tests.Storage.Sqlite;

public sealed class SqliteRandomLedgerTests : RandomLedgerSpecification
{
    private readonly SqliteStores stores = new();

    protected override ILedger Ledger => stores.Ledger;

    protected override IEventLog Log => stores.Log;

    public override Task InitializeAsync() => stores.Database.OpenAsync();

    public override async Task DisposeAsync() => await stores.DisposeAsync();
}
