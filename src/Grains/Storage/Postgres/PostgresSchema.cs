using System.Globalization;
using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>Brings a database's schema to the version that this code knows, forward only; one process at a time.</summary>
internal static class PostgresSchema
{
    /// <summary>Any number that nobody else uses for an advisory lock in this database.</summary>
    private const long Lock = 7_238_145_001;

    public static int Version => SchemaSteps.All.Count;

    /// <exception cref="SchemaTooNewException">Newer code has written this database.</exception>
    public static async Task MigrateAsync(NpgsqlConnection connection)
    {
        await RunAsync(connection, $"SELECT pg_advisory_lock({Lock})");
        try
        {
            await RunAsync(connection, "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)");
            var found = await FoundAsync(connection);
            if (found > Version) throw new SchemaTooNewException(found, Version);

            for (var number = found + 1; number <= Version; number++)
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await RunAsync(connection, PostgresDialect.Instance.Define(SchemaSteps.All[number - 1]));
                await RunAsync(connection, "DELETE FROM schema_version");
                await RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO schema_version VALUES ({number})"));
                await transaction.CommitAsync();
            }
        }
        finally
        {
            await RunAsync(connection, $"SELECT pg_advisory_unlock({Lock})");
        }
    }

    private static async Task<int> FoundAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM schema_version", connection);
        return checked((int)(long)(await command.ExecuteScalarAsync())!);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
