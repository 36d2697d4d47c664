namespace Grains.Storage.Sqlite;

/// <summary>Reads the columns stream, seq, epoch, type, at, data.</summary>
internal static class EventRow
{
    public static LoggedEvent Read(SqliteStatement row, int firstColumn) => new(
        row.Text(firstColumn),
        row.Int64(firstColumn + 1),
        row.Int64(firstColumn + 2),
        row.Text(firstColumn + 3),
        new DateTimeOffset(row.Int64(firstColumn + 4), TimeSpan.Zero),
        row.Blob(firstColumn + 5));
}
