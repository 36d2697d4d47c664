using Grains.Accounts;
using Grains.Storage.CatchUp;
using Grains.Storage.Postgres;
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
    /// The storage that the settings choose. Register it before the engine, so that it is open when grains start; it closes with
    /// the container, after them.
    /// </summary>
    /// <param name="dataDirectory">Of SQLite; made where it does not exist; one process at a time.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options, string dataDirectory) =>
        options.Provider == StorageProvider.Postgres
            ? services.AddPostgresStorage(options.ConnectionString!, options.CatchUpInterval)
            : services.AddSqliteStorage(dataDirectory, options.CatchUpInterval);

    /// <summary>The storage in one directory: SQLite for logs, ledger, states and reminders, files for blobs.</summary>
    /// <inheritdoc cref="AddStorage" path="/param"/>
    /// <param name="catchUpInterval">See <see cref="StorageOptions.CatchUpInterval"/>.</param>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, string dataDirectory, TimeSpan? catchUpInterval = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataDirectory);

        services.AddSingleton(new SqliteOptions(dataDirectory));
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
        services.AddHostedService<SqliteStart>();
        return services.AddDatabaseParts().AddReadModel(catchUpInterval);
    }

    /// <summary>The storage in a PostgreSQL database that several processes may share, blobs included.</summary>
    /// <param name="catchUpInterval">See <see cref="StorageOptions.CatchUpInterval"/>.</param>
    public static IServiceCollection AddPostgresStorage(
        this IServiceCollection services, string connectionString, TimeSpan? catchUpInterval = null) =>
        services.AddPostgresStorage(new PostgresOptions(connectionString)).AddReadModel(catchUpInterval);

    /// <summary>The same for a process without grains, which appends nothing and leaves the read model to the silos.</summary>
    /// <exception cref="StorageSettingsException">The storage is not one that processes share.</exception>
    public static IServiceCollection AddFrontStorage(this IServiceCollection services, StorageOptions options) =>
        options.Provider == StorageProvider.Postgres
            ? services.AddPostgresStorage(new PostgresOptions(options.ConnectionString!) { KeepsReadModel = false })
            : throw new StorageSettingsException("A front end without grains needs a storage that it shares with the silos: Storage:Provider=Postgres.");

    private static IServiceCollection AddPostgresStorage(this IServiceCollection services, PostgresOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(provider => new PostgresDatabase(
            provider.GetRequiredService<PostgresOptions>(),
            provider.GetRequiredService<ProjectionSet>(),
            provider.GetRequiredService<StorageCounters>(),
            Incident(provider, "database")));
        services.AddSingleton<IDatabase>(provider => provider.GetRequiredService<PostgresDatabase>());
        services.AddSingleton<PostgresWriter>();
        services.AddSingleton<PostgresEventLog>();
        services.AddSingleton<IEventLog>(provider => provider.GetRequiredService<PostgresEventLog>());
        services.AddSingleton<ILedger, PostgresLedger>();
        services.AddSingleton<DatabaseBlobStore>();
        services.AddSingleton<IBlobStore>(provider => provider.GetRequiredService<DatabaseBlobStore>());
        services.AddSingleton<ISharedKeys, SharedKeys>();
        services.AddHostedService<PostgresStart>();
        return services.AddDatabaseParts();
    }

    private static IServiceCollection AddDatabaseParts(this IServiceCollection services)
    {
        services.AddSingleton<StorageCounters>();
        services.AddSingleton<IEventRedaction, EventRedaction>();
        services.AddSingleton<ProjectionSet>();
        services.AddGrainStorage(
            GrainStorageName, (provider, _) => new DatabaseGrainStorage(provider.GetRequiredService<IDatabase>()));
        services.AddSingleton<IReminderTable, DatabaseReminderTable>();
        return services;
    }

    private static IServiceCollection AddReadModel(this IServiceCollection services, TimeSpan? interval)
    {
        services.AddSingleton<ILogFeed, LogFeed>();
        services.AddSingleton(provider => new CatchUpPass(
            provider.GetRequiredService<IDatabase>(),
            provider.GetRequiredService<ILogFeed>(),
            provider.GetServices<ICatchUpProjection>()));
        services.AddSingleton(provider => new ReadModel(
            provider.GetRequiredService<CatchUpPass>(),
            interval ?? TimeSpan.FromSeconds(1),
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<ILogger<ReadModel>>()));
        services.AddSingleton<IReadModel>(provider => provider.GetRequiredService<ReadModel>());
        services.AddHostedService(provider => provider.GetRequiredService<ReadModel>());
        return services;
    }

    private static StorageIncident Incident(IServiceProvider provider, string part) =>
        new(part, provider.GetRequiredService<ILogger<StorageIncident>>());
}
