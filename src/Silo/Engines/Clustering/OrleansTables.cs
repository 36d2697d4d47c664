using Grains.Storage;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Silo.Engines.Clustering;

/// <summary>
/// Makes Orleans' tables and queries in PostgreSQL where they are not there yet, one process at a time. Where they are, it needs no
/// right to make any.
/// </summary>
internal sealed class OrleansTables(string connectionString) : IHostedService
{
    private const string Script = "Silo.orleans-postgresql.sql";

    /// <summary>Any number that nobody else takes; this is "Orleans" in ASCII.</summary>
    private const string TakeLock = "SELECT pg_advisory_xact_lock(22362333043060339)";

    /// <summary>The last query of each part of the script.</summary>
    private const string CountParts =
        "SELECT count(*) FROM OrleansQuery WHERE QueryKey IN ('GatewaysQueryKey', 'DeleteStorageKey', 'DeleteReminderRowsKey')";

    private const long Parts = 3;

    /// <summary>Whether the embedded engine has kept states in this database.</summary>
    private const string FindOthers = "SELECT to_regclass('grain_states') IS NOT NULL";
    private const string AreThereOthers = "SELECT EXISTS (SELECT 1 FROM grain_states)";

    /// <exception cref="DatabaseRefusedException">The database cannot be used, or holds what would be lost sight of.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MakeAsync(cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            throw new DatabaseRefusedException(Place, failure.Message, failure);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Place
    {
        get
        {
            var parts = new NpgsqlConnectionStringBuilder(connectionString);
            return $"{parts.Host}:{parts.Port}/{parts.Database}";
        }
    }

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if (await AreThereAsync(connection, cancellationToken)) return;
        if (await AnswersYesAsync(connection, FindOthers, cancellationToken) && await AnswersYesAsync(connection, AreThereOthers, cancellationToken))
            throw new DatabaseRefusedException(Place, "it holds the states of a product that ran as one process, which Orleans does not take over; begin with a new one", cause: null);

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync(connection, TakeLock, cancellationToken);
        await RunAsync(connection, await ReadScriptAsync(cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<bool> AreThereAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (!await AnswersYesAsync(connection, "SELECT to_regclass('orleansquery') IS NOT NULL", cancel)) return false;

        await using var count = new NpgsqlCommand(CountParts, connection);
        return await count.ExecuteScalarAsync(cancel) is Parts;
    }

    private static async Task<bool> AnswersYesAsync(NpgsqlConnection connection, string question, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand(question, connection);
        return await ask.ExecuteScalarAsync(cancel) is true;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<string> ReadScriptAsync(CancellationToken cancel)
    {
        await using var stream = typeof(OrleansTables).Assembly.GetManifestResourceStream(Script)
            ?? throw new InvalidOperationException("Orleans' tables are not in the program.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancel);
    }
}
