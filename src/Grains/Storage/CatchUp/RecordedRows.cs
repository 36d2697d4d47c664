namespace Grains.Storage.CatchUp;

/// <summary>Notes what projections write, to be run in one transaction.</summary>
internal sealed class RecordedRows(SqlDialect dialect) : IReadModelWriter
{
    private readonly List<(string Sql, SqlValue[] Values)> statements = [];

    public SqlDialect Dialect => dialect;

    public void Define(string ddl)
    {
        foreach (var statement in dialect.Define(ddl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            statements.Add((statement, []));
    }

    public void Execute(string sql, params ReadOnlySpan<SqlValue> values) => statements.Add((sql, values.ToArray()));

    public async ValueTask RunAsync(ISql sql)
    {
        foreach (var (statement, values) in statements) await sql.ExecuteAsync(statement, values);
    }
}
