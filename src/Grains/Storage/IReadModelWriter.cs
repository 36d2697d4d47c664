namespace Grains.Storage;

/// <summary>
/// Where projections write, in the transaction of the append or of the rebuild. What is executed may wait until the projection
/// is done, so there is no answer; it runs in order.
/// </summary>
internal interface IReadModelWriter
{
    SqlDialect Dialect { get; }

    /// <summary>Runs table definitions in the words of <see cref="SqlDialect.Define"/>, one or many.</summary>
    void Define(string ddl);

    void Execute(string sql, params ReadOnlySpan<SqlValue> values);
}
