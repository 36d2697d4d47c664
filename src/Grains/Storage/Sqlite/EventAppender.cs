using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>
/// One append inside the writer's transaction. Everything is decided before the first row is written, so that a refusal
/// leaves nothing behind. A repeated append is answered as a duplicate even though the stream has moved on since, so that a
/// caller whose first answer was lost learns that its append is there.
/// </summary>
internal readonly struct EventAppender(SqliteConnection connection, WriterMemory memory, ProjectionSet projections)
{
    private const string InsertStream = "INSERT INTO streams (name, epoch) VALUES (?, ?)";
    private const string UpdateStream = "UPDATE streams SET epoch = ? WHERE id = ?";
    private const string InsertUnfinished = "INSERT INTO unfinished_streams (stream) VALUES (?)";
    private const string DeleteUnfinished = "DELETE FROM unfinished_streams WHERE stream = ?";
    private const string InsertEvent = "INSERT INTO events (stream, seq, epoch, type, at, operation, data) VALUES (?, ?, ?, ?, ?, ?, ?)";

    /// <summary>The keys of the events' operations, null where they have none; not the writer's business, so made before it is its turn.</summary>
    public static byte[]?[] KeysOf(LogAppend append)
    {
        var keys = new byte[]?[append.Events.Count];
        for (var index = 0; index < keys.Length; index++)
        {
            if (append.Events[index].OperationId is { } operationId) keys[index] = OperationKey.Of(operationId);
        }

        return keys;
    }

    public AppendResult Append(LogAppend append, byte[]?[] keys)
    {
        var stored = FindStream(append.Stream);
        var head = stored?.Head ?? StreamHead.Empty;
        if (stored is not null && IsRepeated(stored, keys)) return new AppendResult(AppendStatus.DuplicateOperation, head);
        if (AppendRules.IsOvertaken(append, head)) return new AppendResult(AppendStatus.Conflict, head);

        var book = new SqliteBook(connection, memory);
        var plan = book.Plan(append.Postings);
        if (plan.Refusal is { } refused) return new AppendResult(refused, head);

        var stream = stored ?? AddStream(append);
        for (var index = 0; index < append.Events.Count; index++) Insert(append, stream, head.Seq + index + 1, append.Events[index], keys[index]);

        SaveStream(append, stream);
        book.Write(plan, append.At);
        Project(append, head);
        return new AppendResult(AppendStatus.Appended, stream.Head);
    }

    private StoredStream? FindStream(string name)
    {
        if (memory.Streams.Find(name) is { } known) return known;
        var stored = StoredStream.Find(connection, name);
        if (stored is not null) memory.Streams.Add(name, stored);
        return stored;
    }

    private bool IsRepeated(StoredStream stream, byte[]?[] keys)
    {
        foreach (var key in keys)
        {
            if (key is not null && stream.Has(connection, key)) return true;
        }

        return false;
    }

    private StoredStream AddStream(LogAppend append)
    {
        using var insert = connection.Prepared(InsertStream);
        insert.Bind(append.Stream).Bind(append.Epoch).Run();
        var added = new StoredStream(connection.LastInsertedRow(), StreamHead.Empty, isUnfinished: false);
        memory.Streams.Add(append.Stream, added);
        return added;
    }

    private void Insert(LogAppend append, StoredStream stream, long seq, NewEvent one, byte[]? key)
    {
        using var insert = connection.Prepared(InsertEvent);
        insert.Bind(stream.Id).Bind(seq).Bind(append.Epoch).Bind(one.Type).Bind(append.At.UtcTicks).Bind(key).Bind(one.Data.Span).Run();
        if (key is not null) stream.Add(key);
    }

    /// <summary>The last event says where a stream ends; only what no event can say is written for itself.</summary>
    private void SaveStream(LogAppend append, StoredStream stream)
    {
        if (append.Events.Count == 0 && append.Epoch > stream.Head.Epoch)
        {
            using var update = connection.Prepared(UpdateStream);
            update.Bind(append.Epoch).Bind(stream.Id).Run();
        }

        if (append.Unfinished != stream.IsUnfinished)
        {
            using var save = connection.Prepared(append.Unfinished ? InsertUnfinished : DeleteUnfinished);
            save.Bind(stream.Id).Run();
        }

        stream.Head = new StreamHead(stream.Head.Seq + append.Events.Count, append.Epoch);
        stream.IsUnfinished = append.Unfinished;
    }

    private void Project(LogAppend append, StreamHead before)
    {
        SqliteReadModel? rows = null;
        for (var index = 0; index < append.Events.Count; index++)
        {
            var one = append.Events[index];
            if (!projections.Wants(one.Type)) continue;

            var seq = before.Seq + index + 1;
            var logged = new LoggedEvent(append.Stream, seq, append.Epoch, one.Type, append.At.ToUniversalTime(), one.Data);
            projections.Apply(rows ??= new SqliteReadModel(connection), logged);
        }
    }
}
