using System.Buffers.Binary;
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

    private const string SelectOperations = "SELECT operation FROM events WHERE stream = ? AND operation IS NOT NULL";
    private const string SelectOperation = "SELECT 1 FROM events WHERE stream = ? AND operation = ?";

    // The first half of each operation's key: sessions have tens, which are looked through in no time.
    private long[]? operations;
    private int operationCount;

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

    /// <summary>Whether one of the stream's events has the operation.</summary>
    /// <param name="key">As <see cref="OperationKey"/> makes it.</param>
    public bool Has(SqliteConnection connection, byte[] key)
    {
        if (operations is null) Load(connection);
        if (!operations.AsSpan(0, operationCount).Contains(Half(key))) return false;
        using var select = connection.Prepared(SelectOperation).Bind(id).Bind(key);
        return select.Step();
    }

    /// <summary>An event with the operation was written.</summary>
    public void Add(byte[] key)
    {
        operations ??= new long[4];
        if (operationCount == operations.Length) Array.Resize(ref operations, operationCount * 2);
        operations[operationCount++] = Half(key);
    }

    private static long Half(byte[] key) => BinaryPrimitives.ReadInt64LittleEndian(key);

    private void Load(SqliteConnection connection)
    {
        operations = new long[4];
        if (Head.Seq == 0) return;
        using var select = connection.Prepared(SelectOperations).Bind(id);
        while (select.Step()) Add(select.Blob(0));
    }
}
