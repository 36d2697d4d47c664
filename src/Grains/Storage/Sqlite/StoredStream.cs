using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>A stream as the writer has left it.</summary>
internal sealed class StoredStream(long id, StreamHead head, bool isUnfinished)
{
    private const string Select = """
        SELECT s.id, s.epoch, e.seq, e.epoch, EXISTS (SELECT 1 FROM unfinished_streams u WHERE u.stream = s.id)
        FROM streams s LEFT JOIN events e ON e.stream = s.id AND e.seq = (SELECT MAX(seq) FROM events WHERE stream = s.id)
        WHERE s.name = ?
        """;

    public long Id => id;

    public StreamHead Head { get; set; } = head;

    public bool IsUnfinished { get; set; } = isUnfinished;

    public static StoredStream? Find(SqliteConnection connection, string name)
    {
        using var select = connection.Prepared(Select).Bind(name);
        return select.Step()
            ? new StoredStream(select.Int64(0), new StreamHead(select.Int64(2), Math.Max(select.Int64(1), select.Int64(3))), select.Int64(4) != 0)
            : null;
    }
}
