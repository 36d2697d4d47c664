using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>Rebuilds projections from the first event when they are new or changed, or at will.</summary>
internal static class SqliteProjections
{
    private const int PageSize = 1000;

    private const string SelectVersion = "SELECT version FROM projections WHERE name = ?";

    private const string SaveVersion =
        "INSERT INTO projections (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version";

    private const string SelectPage = """
        SELECT e.position, s.name, e.seq, e.epoch, e.type, e.at, e.data
        FROM events e JOIN streams s ON s.id = e.stream
        WHERE e.position > ? AND e.type IN (SELECT value FROM json_each(?))
        ORDER BY e.position LIMIT ?
        """;

    /// <summary>Rebuilds each projection that this database has not seen in its present version, each in its own transaction.</summary>
    public static void BringUpToDate(SqliteConnection connection, ProjectionSet projections)
    {
        foreach (var projection in projections.All)
        {
            if (StoredVersion(connection, projection) == projection.Version) continue;

            connection.Execute("BEGIN IMMEDIATE");
            try
            {
                Rebuild(connection, projection);
                connection.Execute("COMMIT");
            }
            catch
            {
                if (connection.InTransaction()) connection.Execute("ROLLBACK");
                throw;
            }
        }
    }

    /// <summary>Rebuilds all; to be called inside a transaction.</summary>
    public static void RebuildAll(SqliteConnection connection, ProjectionSet projections)
    {
        foreach (var projection in projections.All) Rebuild(connection, projection);
    }

    private static void Rebuild(SqliteConnection connection, IProjection projection)
    {
        var rows = new SqliteReadModel(connection);
        projection.Reset(rows);

        var types = JsonSerializer.Serialize(projection.Types);
        var position = 0L;
        while (ReadPage(connection, types, ref position) is { Count: > 0 } page)
        {
            foreach (var logged in page) projection.Apply(rows, logged);
        }

        using var save = connection.Prepared(SaveVersion).Bind(projection.Name).Bind(projection.Version);
        save.Run();
    }

    private static List<LoggedEvent> ReadPage(SqliteConnection connection, string types, ref long position)
    {
        var page = new List<LoggedEvent>();
        using var select = connection.Prepared(SelectPage).Bind(position).Bind(types).Bind(PageSize);
        while (select.Step())
        {
            position = select.Int64(0);
            page.Add(EventColumns.Read(select, first: 1));
        }

        return page;
    }

    private static long? StoredVersion(SqliteConnection connection, IProjection projection)
    {
        using var select = connection.Prepared(SelectVersion).Bind(projection.Name);
        return select.Step() ? select.Int64(0) : null;
    }
}
