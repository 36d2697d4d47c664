using Grains.Storage;
using Grains.Storage.Sqlite;

namespace Micro.Appends;

/// <summary>The product's storage in a folder of its own.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;

    public Store()
    {
        var projections = new ProjectionSet([]);
        database = new SqliteDatabase(new SqliteOptions(folder.Path), projections, Counters);
        Log = new SqliteEventLog(database, projections);
        Ledger = new SqliteLedger(database);
    }

    public StorageCounters Counters { get; } = new();

    public IEventLog Log { get; }

    public ILedger Ledger { get; }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }
}
