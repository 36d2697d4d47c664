using System.Net.Sockets;
using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>Tells the database's own failures from losing against another transaction, and both from a work's mistakes.</summary>
internal static class PostgresFaults
{
    /// <summary>Rolled back because of another transaction; the same work may succeed when it is tried again.</summary>
    public static bool LostToAnother(this Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>As <see cref="LostToAnother"/>, or what this one looked for in vain was put there meanwhile.</summary>
    public static bool CameTooLate(this Exception exception) =>
        exception.LostToAnother() || exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>The connection is gone or the server cannot work: not what was asked of it is wrong.</summary>
    public static bool IsStorageFault(this Exception exception) => exception switch
    {
        PostgresException refused => refused.SqlState[..2] is "08" or "53" or "57" or "58" or "XX"
            || refused.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ReadOnlySqlTransaction
                or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidPassword,
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };

    /// <summary>The server was stopped or started anew since: another connection may do. One that waited too long would wait again.</summary>
    public static bool IsBrokenConnection(this Exception exception) =>
        exception.IsStorageFault() && exception is not NpgsqlException { InnerException: TimeoutException } and not TimeoutException
        && exception is not PostgresException { SqlState: PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable };

    /// <summary>All connections wait or work: nothing was started.</summary>
    public static bool IsCrowded(this Exception exception) =>
        exception is NpgsqlException { InnerException: TimeoutException } and not PostgresException
        && exception.Message.Contains("pool", StringComparison.Ordinal);

    public static StorageUnavailableException AsUnavailable(this Exception exception) => new(
        exception is PostgresException { SqlState: PostgresErrorCodes.DiskFull } ? "The disk of the database is full." : "The storage failed; try again.",
        exception);
}
