using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>Brings a database's schema to the version that this code knows, forward only. The version is SQLite's <c>user_version</c>.</summary>
internal static class SqliteSchema
{
    public static int Version => SchemaSteps.All.Count;

    /// <exception cref="SchemaTooNewException">Newer code has written this database.</exception>
    public static void Migrate(SqliteConnection connection)
    {
        var found = (int)connection.Scalar("PRAGMA user_version");
        if (found > Version) throw new SchemaTooNewException(found, Version);

        for (var number = found + 1; number <= Version; number++)
        {
            connection.Execute($"BEGIN IMMEDIATE; {SqliteDialect.Instance.Define(SchemaSteps.All[number - 1])}; PRAGMA user_version = {number}; COMMIT");
        }
    }
}
