namespace Grains.Storage;

/// <summary>One transaction, as its work sees it. SQL is a constant or built of constants: values are parameters, always.</summary>
internal interface ISql
{
    SqlDialect Dialect { get; }

    /// <summary>Runs one statement.</summary>
    /// <returns>The rows that it inserted, updated or deleted.</returns>
    ValueTask<int> ExecuteAsync(string sql, params ReadOnlySpan<SqlValue> values);

    /// <summary>All rows of a query, in order.</summary>
    /// <param name="read">Takes what it needs of a row; the row is the next one afterwards.</param>
    ValueTask<List<T>> QueryAsync<T>(string sql, Func<ISqlRow, T> read, params ReadOnlySpan<SqlValue> values);
}

/// <summary>A row of a query, by the numbers of its columns from 0.</summary>
internal interface ISqlRow
{
    bool IsNull(int column);

    long Int64(int column);

    double Double(int column);

    string Text(int column);

    byte[] Blob(int column);
}
