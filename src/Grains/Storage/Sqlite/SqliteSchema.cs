using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>Brings a database's schema to the version that this code knows, forward only. The version is SQLite's <c>user_version</c>.</summary>
internal static class SqliteSchema
{
    public static int Version => SqliteSchemaSteps.All.Count;

    /// <exception cref="SchemaTooNewException">Newer code has written this database.</exception>
    public static void Migrate(SqliteConnection connection)
    {
        var found = (int)connection.Scalar("PRAGMA user_version");
        if (found > Version) throw new SchemaTooNewException(found, Version);
        if (found == Version) return;

        connection.CreateFunction("operation_key", (string? id) => id is null ? null : OperationKey.Of(id), isDeterministic: true);

        // A table that is made anew would take the rows along that refer to it.
        connection.Execute("PRAGMA foreign_keys = OFF");
        for (var number = found + 1; number <= Version; number++)
        {
            connection.Execute($"BEGIN IMMEDIATE; {SqliteDialect.Instance.Define(SqliteSchemaSteps.All[number - 1])}; PRAGMA user_version = {number}; COMMIT");
        }

        connection.Execute("PRAGMA foreign_keys = ON");
    }
}
