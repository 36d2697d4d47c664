using Grains.Testing.Postgres;

namespace WebFront.Tests.Storage;

/// <summary>A test that needs PostgreSQL, and is skipped, saying why, on a machine that has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    /// <param name="privateServer">Whether it needs the programs of a server, to stop and start one of its own.</param>
    public PostgresFactAttribute(bool privateServer = false) => Skip = privateServer ? PostgresServer.MissingPrograms : PostgresServer.Missing;
}
