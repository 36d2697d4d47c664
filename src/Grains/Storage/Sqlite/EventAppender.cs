using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>
/// One append inside the writer's transaction. Everything is decided before the first row is written, so that a refusal
/// leaves nothing behind. A repeated append is answered as a duplicate even though the stream has moved on since, so that a
/// caller whose first answer was lost learns that its append is there.
/// </summary>
internal static class EventAppender
{
    private const string SelectStream = "SELECT id, seq, epoch FROM streams WHERE name = ?";
    private const string SelectOperation = "SELECT 1 FROM events WHERE operation_id = ?";
    private const string InsertStream = "INSERT INTO streams (name, seq, epoch, unfinished) VALUES (?, ?, ?, ?)";
    private const string UpdateStream = "UPDATE streams SET seq = ?, epoch = ?, unfinished = ? WHERE id = ?";

    private const string InsertEvent =
        "INSERT INTO events (stream, seq, epoch, type, at, operation_id, data) VALUES (?, ?, ?, ?, ?, ?, ?)";

    public static StoredStream? FindStream(SqliteConnection connection, string name)
    {
        using var select = connection.Prepared(SelectStream).Bind(name);
        return select.Step() ? new StoredStream(select.Int64(0), new StreamHead(select.Int64(1), select.Int64(2))) : null;
    }

    public static AppendResult Append(SqliteConnection connection, LogAppend append, ProjectionSet projections)
    {
        var stored = FindStream(connection, append.Stream);
        var head = stored?.Head ?? StreamHead.Empty;

        if (append.Events.Any(one => one.OperationId is not null && Exists(connection, one.OperationId)))
            return new AppendResult(AppendStatus.DuplicateOperation, head);
        if (append.ExpectedSeq != head.Seq || append.Epoch < head.Epoch)
            return new AppendResult(AppendStatus.Conflict, head);
        var book = new SqliteBook(connection);
        var plan = LedgerBook.Plan(book, append.Postings);
        if (plan.Refusal is { } refused)
            return new AppendResult(refused, head);

        var reached = new StreamHead(head.Seq + append.Events.Count, append.Epoch);
        var stream = SaveStream(connection, append, stored, reached);
        for (var index = 0; index < append.Events.Count; index++)
        {
            Insert(connection, append, stream, head.Seq + index + 1, append.Events[index]);
        }

        book.Write(plan, append.At);
        Project(connection, append, head, projections);
        return new AppendResult(AppendStatus.Appended, reached);
    }

    private static bool Exists(SqliteConnection connection, string operationId)
    {
        using var select = connection.Prepared(SelectOperation).Bind(operationId);
        return select.Step();
    }

    private static long SaveStream(SqliteConnection connection, LogAppend append, StoredStream? stored, StreamHead reached)
    {
        if (stored is { } known)
        {
            using var update = connection.Prepared(UpdateStream);
            update.Bind(reached.Seq).Bind(reached.Epoch).Bind(append.Unfinished).Bind(known.Id).Run();
            return known.Id;
        }

        using var insert = connection.Prepared(InsertStream);
        insert.Bind(append.Stream).Bind(reached.Seq).Bind(reached.Epoch).Bind(append.Unfinished).Run();
        return connection.LastInsertedRow();
    }

    private static void Insert(SqliteConnection connection, LogAppend append, long stream, long seq, NewEvent one)
    {
        using var insert = connection.Prepared(InsertEvent);
        insert.Bind(stream).Bind(seq).Bind(append.Epoch).Bind(one.Type).Bind(append.At.UtcTicks).Bind(one.OperationId).Bind(one.Data.Span).Run();
    }

    private static void Project(SqliteConnection connection, LogAppend append, StreamHead before, ProjectionSet projections)
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

    internal readonly record struct StoredStream(long Id, StreamHead Head);
}
