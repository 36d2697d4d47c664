using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>Writes the read model at once, in the transaction of its connection.</summary>
internal sealed class SqliteReadModel(SqliteConnection connection) : IReadModelWriter
{
    public SqlDialect Dialect => SqliteDialect.Instance;

    public void Define(string ddl) => connection.Execute(Dialect.Define(ddl));

    public void Execute(string sql, params ReadOnlySpan<SqlValue> values)
    {
        using var statement = connection.Prepared(sql).Bind(values);
        statement.Run();
    }
}
