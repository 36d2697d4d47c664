using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Grains.Storage.Sqlite;

/// <summary>Prepared statements, kept per connection. A connection is used by one thread at a time.</summary>
internal static class SqliteStatements
{
    private static readonly ConditionalWeakTable<SqliteConnection, StatementCache> Caches = [];

    /// <summary>The statement, ready to be bound; dispose it after use.</summary>
    public static SqliteStatement Prepared(this SqliteConnection connection, string sql)
    {
        var cache = Caches.GetOrCreateValue(connection);
        if (cache.Find(sql) is { } known)
        {
            // In use when its own rows lead back to it; that use gets a statement of its own.
            return known.InUse ? Prepare(connection, sql, cached: false).Begin() : known.Begin();
        }

        var statement = Prepare(connection, sql, !cache.IsFull);
        if (!cache.IsFull) cache.Add(sql, statement);
        return statement.Begin();
    }

    /// <summary>Runs one or many statements that answer nothing.</summary>
    public static void Execute(this SqliteConnection connection, string sql)
    {
        if (raw.sqlite3_exec(connection.Handle, sql) != raw.SQLITE_OK) throw Failure(connection.Handle!);
    }

    /// <summary>The first column of the first row; 0 where there is no row.</summary>
    public static long Scalar(this SqliteConnection connection, string sql)
    {
        using var statement = connection.Prepared(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    public static bool InTransaction(this SqliteConnection connection) => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>Rows that the last statement changed.</summary>
    public static int Changes(this SqliteConnection connection) => raw.sqlite3_changes(connection.Handle);

    public static long TotalChanges(this SqliteConnection connection) => raw.sqlite3_total_changes(connection.Handle);

    public static long LastInsertedRow(this SqliteConnection connection) => raw.sqlite3_last_insert_rowid(connection.Handle);

    /// <summary>Lets go of the cached statements; to be called before the connection is closed.</summary>
    public static void CloseStatements(this SqliteConnection connection)
    {
        if (!Caches.TryGetValue(connection, out var cache)) return;

        cache.Close();
        Caches.Remove(connection);
    }

    public static SqliteException Failure(sqlite3 database) => new(
        $"SQLite: {raw.sqlite3_errmsg(database).utf8_to_string()}.",
        raw.sqlite3_errcode(database),
        raw.sqlite3_extended_errcode(database));

    private static SqliteStatement Prepare(SqliteConnection connection, string sql, bool cached)
    {
        var code = raw.sqlite3_prepare_v3(connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        return code == raw.SQLITE_OK ? new SqliteStatement(connection.Handle!, statement, cached) : throw Failure(connection.Handle!);
    }
}
