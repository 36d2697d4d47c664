using System.Collections.Concurrent;

namespace Grains.Testing.Postgres;

/// <summary>A database for each data folder, so that a product which starts again on a folder finds what it left.</summary>
internal sealed class PostgresFolders
{
    public static PostgresFolders Shared { get; } = new();

    private readonly ConcurrentDictionary<string, PostgresTestDatabase> databases = new(StringComparer.Ordinal);

    public async Task<Dictionary<string, string?>> SettingsAsync(string folder)
    {
        if (!databases.TryGetValue(folder, out var database))
        {
            database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
            databases[folder] = database;
        }

        return new() { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = database.ConnectionString };
    }

    public async Task RemoveAsync(string folder)
    {
        if (databases.TryRemove(folder, out var database)) await database.DisposeAsync();
    }
}
