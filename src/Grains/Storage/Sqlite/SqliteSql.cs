using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>One work's view of its connection; every answer is there at once.</summary>
internal sealed class SqliteSql(SqliteConnection connection) : ISql, IDisposable
{
    private bool over;

    public SqlDialect Dialect => SqliteDialect.Instance;

    /// <summary>Runs a work that awaits nothing but this.</summary>
    /// <exception cref="InvalidOperationException">It awaited something else: it would hold up every other one.</exception>
    public static T Run<T>(SqliteConnection connection, Func<ISql, ValueTask<T>> work)
    {
        using var sql = new SqliteSql(connection);
        var answer = work(sql);
        if (!answer.IsCompleted) throw new InvalidOperationException("A work on the database awaits nothing but its SQL.");

#pragma warning disable RS0030 // It is complete.
        return answer.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }

    public ValueTask<int> ExecuteAsync(string sql, params ReadOnlySpan<SqlValue> values) => ValueTask.FromResult(Execute(sql, values));

    public int Execute(string sql, ReadOnlySpan<SqlValue> values)
    {
        ObjectDisposedException.ThrowIf(over, this);
        using var statement = connection.Prepared(sql).Bind(values);
        var before = connection.TotalChanges();
        statement.Run();
        return connection.TotalChanges() == before ? 0 : connection.Changes();
    }

    public ValueTask<List<T>> QueryAsync<T>(string sql, Func<ISqlRow, T> read, params ReadOnlySpan<SqlValue> values)
    {
        ObjectDisposedException.ThrowIf(over, this);
        using var statement = connection.Prepared(sql).Bind(values);
        var rows = new List<T>();
        while (statement.Step()) rows.Add(read(statement));
        return ValueTask.FromResult(rows);
    }

    // Whoever kept it past its transaction is told, instead of writing into somebody else's.
    public void Dispose() => over = true;
}
