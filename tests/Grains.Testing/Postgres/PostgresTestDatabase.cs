namespace Grains.Testing.Postgres;

/// <summary>A database of a test's own, which goes with it.</summary>
public sealed class PostgresTestDatabase(PostgresServer server, string name, string connectionString) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    public async ValueTask DisposeAsync() => await server.RunAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
}
