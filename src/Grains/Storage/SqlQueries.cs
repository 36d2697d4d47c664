namespace Grains.Storage;

/// <summary>Queries for one row, and columns in the types that features use.</summary>
internal static class SqlQueries
{
    /// <summary>The first row, or nothing (null, 0) where there is none.</summary>
    public static ValueTask<T?> FirstAsync<T>(this ISql sql, string text, Func<ISqlRow, T> read, params ReadOnlySpan<SqlValue> values) =>
        First(sql.QueryAsync(text, read, values));

    /// <summary>The first column of the first row as a number; 0 where there is no row.</summary>
    public static ValueTask<long> NumberAsync(this ISql sql, string text, params ReadOnlySpan<SqlValue> values) =>
        First(sql.QueryAsync(text, static row => row.Int64(0), values));

    public static int Int32(this ISqlRow row, int column) => checked((int)row.Int64(column));

    public static int? NullableInt32(this ISqlRow row, int column) => row.IsNull(column) ? null : row.Int32(column);

    public static long? NullableInt64(this ISqlRow row, int column) => row.IsNull(column) ? null : row.Int64(column);

    public static string? NullableText(this ISqlRow row, int column) => row.IsNull(column) ? null : row.Text(column);

    public static bool Bool(this ISqlRow row, int column) => row.Int64(column) != 0;

    public static Guid Guid(this ISqlRow row, int column) => System.Guid.ParseExact(row.Text(column), "N");

    public static DateTimeOffset Time(this ISqlRow row, int column) => new(row.Int64(column), TimeSpan.Zero);

    private static async ValueTask<T?> First<T>(ValueTask<List<T>> rows) => (await rows) is [var first, ..] ? first : default;
}
