using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>One work's view of its transaction.</summary>
/// <param name="begin">Opens the transaction; sent along with the first statement. Null for statements that stand alone.</param>
internal sealed class PostgresSql(NpgsqlConnection connection, string? begin) : ISql, IDisposable
{
    private bool over;

    public SqlDialect Dialect => PostgresDialect.Instance;

    public bool HasBegun { get; private set; }

    /// <summary>What a statement failed of: the transaction is lost, even where the work went on.</summary>
    public Exception? Failure { get; private set; }

    public ValueTask<int> ExecuteAsync(string sql, params ReadOnlySpan<SqlValue> values) => Execute(Batch(sql, values));

    public ValueTask<List<T>> QueryAsync<T>(string sql, Func<ISqlRow, T> read, params ReadOnlySpan<SqlValue> values) =>
        Query(Batch(sql, values), read);

    // Whoever kept it past its transaction is told, instead of writing into somebody else's.
    public void Dispose() => over = true;

    private NpgsqlBatch Batch(string sql, ReadOnlySpan<SqlValue> values)
    {
        ObjectDisposedException.ThrowIf(over, this);
        var batch = new NpgsqlBatch(connection);
        if (begin is not null && !HasBegun) batch.BatchCommands.Add(new NpgsqlBatchCommand(begin));
        HasBegun = true;
        var command = new NpgsqlBatchCommand(PostgresStatements.Translate(sql));
        PostgresStatements.Add(command.Parameters, values);
        batch.BatchCommands.Add(command);
        return batch;
    }

    private async ValueTask<int> Execute(NpgsqlBatch batch)
    {
        await using (batch)
        {
            try
            {
                return Math.Max(0, await batch.ExecuteNonQueryAsync());
            }
            catch (Exception failure)
            {
                Failure ??= failure;
                throw;
            }
        }
    }

    // A batch answers with the rows of its one query: what begins the transaction has none.
    private async ValueTask<List<T>> Query<T>(NpgsqlBatch batch, Func<ISqlRow, T> read)
    {
        await using (batch)
        {
            try
            {
                await using var reader = await batch.ExecuteReaderAsync();
                var row = new PostgresRow(reader);
                var rows = new List<T>();
                while (await reader.ReadAsync()) rows.Add(read(row));
                return rows;
            }
            catch (Exception failure)
            {
                Failure ??= failure;
                throw;
            }
        }
    }
}
