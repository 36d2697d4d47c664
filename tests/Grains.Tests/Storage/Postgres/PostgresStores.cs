using Grains.Storage;
using Grains.Storage.Postgres;
using Grains.Testing.Postgres;

namespace Grains.Tests.Storage.Postgres;

/// <summary>The storage of one process on a PostgreSQL database.</summary>
internal sealed class PostgresStores : IProjectionStores
{
    private readonly PostgresTestDatabase? owned;

    private PostgresStores(PostgresOptions options, IEnumerable<IProjection> projections, PostgresTestDatabase? owned)
    {
        this.owned = owned;
        Options = options;
        Database = new PostgresDatabase(options, new ProjectionSet(projections), Counters);
        Writer = new PostgresWriter(Database);
        Log = new PostgresEventLog(Database, Writer);
        Ledger = new PostgresLedger(Database, Writer);
    }

    public PostgresOptions Options { get; }

    public StorageCounters Counters { get; } = new();

    public PostgresDatabase Database { get; }

    public PostgresWriter Writer { get; }

    public PostgresEventLog Log { get; }

    public PostgresLedger Ledger { get; }

    /// <summary>On a database of its own, which goes with it.</summary>
    public static async Task<PostgresStores> CreateAsync(params IProjection[] projections)
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        return new PostgresStores(new PostgresOptions(database.ConnectionString), projections, database);
    }

    /// <summary>Another process on a database that is there.</summary>
    public static PostgresStores Open(PostgresOptions options, params IProjection[] projections) => new(options, projections, owned: null);

    IDatabase IProjectionStores.Database => Database;

    IEventLog IProjectionStores.Log => Log;

    public Task RebuildAsync() => Log.RebuildAsync(default);

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await Database.DisposeAsync();
        if (owned is not null) await owned.DisposeAsync();
    }
}
