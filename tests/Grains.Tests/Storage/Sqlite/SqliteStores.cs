using Grains.Storage;
using Grains.Storage.Sqlite;

namespace Grains.Tests.Storage.Sqlite;

/// <summary>A database in a directory of its own, which goes away with it.</summary>
internal sealed class SqliteStores : IProjectionStores
{
    private readonly bool ownsDirectory;

    public SqliteStores(IEnumerable<IProjection>? projections = null, SqliteOptions? options = null, int queueCapacity = 4096)
    {
        ownsDirectory = options is null;
        Options = options ?? new SqliteOptions(TemporaryDirectory.Create()) { QueueCapacity = queueCapacity };
        var set = new ProjectionSet(projections ?? []);
        Database = new SqliteDatabase(Options, set, Counters);
        Log = new SqliteEventLog(Database, set);
        Ledger = new SqliteLedger(Database);
    }

    public SqliteOptions Options { get; }

    public StorageCounters Counters { get; } = new();

    public SqliteDatabase Database { get; }

    public SqliteEventLog Log { get; }

    public SqliteLedger Ledger { get; }

    IDatabase IProjectionStores.Database => Database;

    IEventLog IProjectionStores.Log => Log;

    public Task RebuildAsync() => Log.RebuildAsync(default);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (ownsDirectory) Directory.Delete(Options.DataDirectory, recursive: true);
    }
}
