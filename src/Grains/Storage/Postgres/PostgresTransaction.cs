using System.Runtime.ExceptionServices;
using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>Runs a work in a transaction of its own. What is not committed when the connection goes back is undone by it.</summary>
internal static class PostgresTransaction
{
    public const string ReadOnly = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    public const string Serializable = "BEGIN ISOLATION LEVEL SERIALIZABLE";

    /// <exception cref="StorageUnavailableException">The connection broke while it committed: the outcome is unknown.</exception>
    public static async Task<T> RunAsync<T>(NpgsqlConnection connection, Func<ISql, ValueTask<T>> work, string begin)
    {
        using var sql = new PostgresSql(connection, begin);
        var answer = await work(sql);
        if (sql.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
        if (sql.HasBegun) await CommitAsync(connection);
        return answer;
    }

    private static async Task CommitAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var commit = new NpgsqlCommand("COMMIT", connection);
            await commit.ExecuteNonQueryAsync();
        }
        catch (Exception failure) when (failure.IsStorageFault())
        {
            throw failure.AsUnavailable();
        }
    }
}
