using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>Makes a database ready for use, or says in one line why it is not.</summary>
internal static class PostgresOpening
{
    public static async Task RunAsync(NpgsqlDataSource source, PostgresDatabase database)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await CheckEncodingAsync(connection, database.Options);
            await PostgresSchema.MigrateAsync(connection);
            if (database.Options.KeepsReadModel) await PostgresProjections.RebuildAsync(connection, database.Projections, all: false);
        }
        catch (Exception failure) when (failure is NpgsqlException || failure.IsStorageFault())
        {
            // Npgsql's own message names no password.
            throw new DatabaseRefusedException(database.Options.Place, failure.Message, failure);
        }
    }

    private static async Task CheckEncodingAsync(NpgsqlConnection connection, PostgresOptions options)
    {
        await using var command = new NpgsqlCommand("SHOW server_encoding", connection);
        var encoding = (string)(await command.ExecuteScalarAsync())!;
        if (encoding != "UTF8") throw new DatabaseRefusedException(options.Place, $"its encoding is {encoding}, not UTF8", cause: null);
    }
}
