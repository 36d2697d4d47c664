using Npgsql;
using NpgsqlTypes;

namespace Grains.Storage.Postgres;

/// <summary>
/// Rebuilds projections that are new or changed. While it does, no append runs; and from then on a process that keeps other
/// versions of them is refused its appends, because it would keep other rows.
/// </summary>
internal static class PostgresProjections
{
    /// <summary>Held shared by every append, and alone by a rebuild.</summary>
    public const long ReadModelLock = 7_238_145_002;

    /// <summary>Held by the appends that a projection wants, from when their events get positions to their commit: so that positions are in commit order.</summary>
    public const long PositionLock = 7_238_145_003;

    private const int PageSize = 1000;

    private const string SelectPage = """
        SELECT e.position, s.name, e.seq, e.epoch, e.type, e.at, e.data
        FROM events e JOIN streams s ON s.id = e.stream
        WHERE e.position > $1 AND e.type = ANY ($2)
        ORDER BY e.position LIMIT $3
        """;

    private const string SaveVersion = """
        INSERT INTO projections (name, version) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET version = excluded.version
        """;

    /// <summary>Names and versions, sorted: the same in processes that keep the same rows.</summary>
    public static string Stamp(ProjectionSet projections) =>
        string.Join(' ', projections.All.Select(projection => $"{projection.Name}:{projection.Version}").Order(StringComparer.Ordinal));

    /// <param name="all">Also those whose version is the stored one.</param>
    public static async Task RebuildAsync(NpgsqlConnection connection, ProjectionSet projections, bool all)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, $"SELECT pg_advisory_xact_lock({ReadModelLock})");
        await RunAsync(connection, "CREATE TABLE IF NOT EXISTS read_model (stamp TEXT NOT NULL)");
        var stored = await VersionsAsync(connection);
        foreach (var projection in projections.All)
        {
            if (all || stored.GetValueOrDefault(projection.Name, -1) != projection.Version) await RebuildAsync(connection, projection);
        }

        await RunAsync(connection, "DELETE FROM read_model");
        await RunAsync(connection, "INSERT INTO read_model VALUES ($1)", Text(Stamp(projections)));
        await transaction.CommitAsync();
    }

    private static async Task RebuildAsync(NpgsqlConnection connection, IProjection projection)
    {
        var tables = new PostgresReadModel();
        projection.Reset(tables);
        await SendAsync(connection, tables);

        var (position, types) = (0L, projection.Types.ToArray());
        while (await ReadPageAsync(connection, position, types) is { Count: > 0 } page)
        {
            position = page[^1].Position;
            var rows = new PostgresReadModel();
            foreach (var (_, logged) in page) projection.Apply(rows, logged);
            await SendAsync(connection, rows);
        }

        await RunAsync(connection, SaveVersion, Text(projection.Name), new NpgsqlParameter<long> { TypedValue = projection.Version });
    }

    private static async Task<List<(long Position, LoggedEvent Logged)>> ReadPageAsync(NpgsqlConnection connection, long after, string[] types)
    {
        await using var command = new NpgsqlCommand(SelectPage, connection)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = after },
                new NpgsqlParameter<string[]> { TypedValue = types, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new NpgsqlParameter<int> { TypedValue = PageSize },
            },
        };
        await using var reader = await command.ExecuteReaderAsync();
        var row = new PostgresRow(reader);
        var page = new List<(long, LoggedEvent)>();
        while (await reader.ReadAsync()) page.Add((row.Int64(0), EventColumns.Read(row, first: 1)));
        return page;
    }

    private static async Task<Dictionary<string, long>> VersionsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT name, version FROM projections", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync()) versions[reader.GetString(0)] = reader.GetInt64(1);
        return versions;
    }

    private static async Task SendAsync(NpgsqlConnection connection, PostgresReadModel rows)
    {
        if (rows.Commands.Count == 0) return;

        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (var command in rows.Commands) batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };
}
