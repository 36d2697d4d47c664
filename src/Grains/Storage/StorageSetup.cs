using Grains.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Hosting;

namespace Grains.Storage;

public static class StorageSetup
{
    /// <summary>The storage that <c>[PersistentState("feature.grain", StorageSetup.GrainStorageName)]</c> names.</summary>
    public const string GrainStorageName = "grains";

    /// <summary>
    /// The storage in one directory: SQLite for logs, ledger, states and reminders, files for blobs. Register it before the
    /// engine, so that it is open when grains start; it closes with the container, after them.
    /// </summary>
    /// <param name="dataDirectory">Made where it does not exist; one process at a time.</param>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, string dataDirectory)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataDirectory);

        services.AddSingleton(new SqliteOptions(dataDirectory));
        services.AddSingleton<StorageCounters>();
        services.AddSingleton<ProjectionSet>();
        services.AddSingleton(provider => new SqliteDatabase(
            provider.GetRequiredService<SqliteOptions>(),
            provider.GetRequiredService<ProjectionSet>(),
            provider.GetRequiredService<StorageCounters>(),
            Incident(provider, "database")));
        services.AddSingleton<IDatabase>(provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<SqliteEventLog>();
        services.AddSingleton<IEventLog>(provider => provider.GetRequiredService<SqliteEventLog>());
        services.AddSingleton<ILedger, SqliteLedger>();
        services.AddSingleton(provider => new FileBlobStore(Path.Combine(dataDirectory, "blobs"), Incident(provider, "file store")));
        services.AddSingleton<IBlobStore>(provider => provider.GetRequiredService<FileBlobStore>());
        services.AddGrainStorage(
            GrainStorageName, (provider, _) => new SqliteGrainStorage(provider.GetRequiredService<SqliteDatabase>()));
        services.AddSingleton<IReminderTable, SqliteReminderTable>();
        services.AddHostedService<StorageStart>();
        return services;
    }

    private static StorageIncident Incident(IServiceProvider provider, string part) =>
        new(part, provider.GetRequiredService<ILogger<StorageIncident>>());
}
