using Grains.Testing.Postgres;

namespace WebFront.Tests.Storage;

/// <summary>A test that needs PostgreSQL, and is skipped, saying why, on a machine that has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}
