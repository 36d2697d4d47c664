using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>The row that a reader stands on.</summary>
internal sealed class PostgresRow(NpgsqlDataReader reader) : ISqlRow
{
    public bool IsNull(int column) => reader.IsDBNull(column);

    // Sums of 64-bit columns come as NUMERIC, which this reads too.
    public long Int64(int column) => reader.GetFieldValue<long>(column);

    public double Double(int column) => reader.GetDouble(column);

    public string Text(int column) => reader.GetString(column);

    public byte[] Blob(int column) => reader.GetFieldValue<byte[]>(column);
}
