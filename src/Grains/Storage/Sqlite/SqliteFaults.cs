using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Grains.Storage.Sqlite;

/// <summary>Tells the storage's own failures (disk full, I/O) from a work's mistakes (a constraint, wrong SQL).</summary>
internal static class SqliteFaults
{
    public static bool IsStorageFault(this SqliteException exception) => exception.SqliteErrorCode is
        raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_NOMEM or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_BUSY
        or raw.SQLITE_LOCKED or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_PROTOCOL or raw.SQLITE_INTERRUPT;

    /// <summary>After these the connection itself is sound: a rollback is enough.</summary>
    public static bool LeavesConnectionSound(this SqliteException exception) =>
        exception.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    public static StorageUnavailableException AsUnavailable(this SqliteException exception) => new(
        exception.SqliteErrorCode == raw.SQLITE_FULL ? "The disk of the data directory is full." : "The storage failed; try again.",
        exception);
}
