using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>Collects what projections write, to be sent with the transaction that it belongs to.</summary>
internal sealed class PostgresReadModel : IReadModelWriter
{
    private readonly List<NpgsqlBatchCommand> commands = [];

    public SqlDialect Dialect => PostgresDialect.Instance;

    public IReadOnlyList<NpgsqlBatchCommand> Commands => commands;

    public void Define(string ddl)
    {
        foreach (var statement in Dialect.Define(ddl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            commands.Add(new NpgsqlBatchCommand(statement));
    }

    public void Execute(string sql, params ReadOnlySpan<SqlValue> values)
    {
        var command = new NpgsqlBatchCommand(PostgresStatements.Translate(sql));
        PostgresStatements.Add(command.Parameters, values);
        commands.Add(command);
    }
}
