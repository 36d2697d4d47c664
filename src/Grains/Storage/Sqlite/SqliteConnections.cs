using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>Opens connections with the settings that durability and speed rest on.</summary>
internal static class SqliteConnections
{
    /// <summary>
    /// The only connection that writes. Commits are on disk when they answer (FULL); the log is folded into the database
    /// every 64 MiB: fewer checkpoints for the writer to wait for, and more of the log to read after a crash. A commit in which a page
    /// of an index was split walks through the whole cache, so that is no larger than what appends come back to: 16 MiB.
    /// </summary>
    public static SqliteConnection OpenWriter(SqliteOptions options) => Open(options, """
        PRAGMA busy_timeout = 5000;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA wal_autocheckpoint = 16384;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA cache_size = -16384;
        PRAGMA temp_store = MEMORY;
        """);

    public static SqliteConnection OpenReader(SqliteOptions options) => Open(options, """
        PRAGMA busy_timeout = 5000;
        PRAGMA query_only = ON;
        PRAGMA mmap_size = 134217728;
        PRAGMA cache_size = -8192;
        PRAGMA temp_store = MEMORY;
        """);

    public static void CloseQuietly(SqliteConnection connection)
    {
        connection.CloseStatements();
        connection.Dispose();
    }

    private static SqliteConnection Open(SqliteOptions options, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.DatabaseFile,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            connection.Execute(pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
