namespace Grains.Storage;

/// <summary>Reads the columns stream, seq, epoch, type, at, data.</summary>
internal static class EventColumns
{
    public static LoggedEvent Read(ISqlRow row, int first) =>
        new(row.Text(first), row.Int64(first + 1), row.Int64(first + 2), row.Text(first + 3), row.Time(first + 4), row.Blob(first + 5));
}
