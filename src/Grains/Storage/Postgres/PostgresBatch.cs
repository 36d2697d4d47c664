using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>
/// Works that share one transaction, decided in order on what their streams and accounts hold under lock; each is decided whole
/// before anything of it is added, so a refused one leaves nothing behind.
/// </summary>
internal sealed class PostgresBatch(ProjectionSet projections)
{
    private readonly Dictionary<string, StreamRow> streams = new(StringComparer.Ordinal);
    private readonly HashSet<string> operations = new(StringComparer.Ordinal);

    public PostgresBook Book { get; } = new();

    public Dictionary<string, StreamRow> Changed { get; } = new(StringComparer.Ordinal);

    public List<(long Stream, long Seq, LogAppend Append, NewEvent Event)> Events { get; } = [];

    public List<NpgsqlBatchCommand> ReadModel { get; } = [];

    public void Load(string name, StreamRow stream) => streams[name] = stream;

    public void LoadOperation(string operationId) => operations.Add(operationId);

    public PostResult Decide(IReadOnlyList<Posting> postings, DateTimeOffset at)
    {
        var plan = LedgerBook.Plan(Book, postings);
        Book.Accept(plan, at);
        return plan.Result;
    }

    public AppendResult Decide(LogAppend append)
    {
        var known = streams.TryGetValue(append.Stream, out var stream);
        var head = known ? stream.Head : StreamHead.Empty;
        if (append.Events.Any(one => one.OperationId is { } id && operations.Contains(id)))
            return new AppendResult(AppendStatus.DuplicateOperation, head);
        if (AppendRules.IsOvertaken(append, head))
            return new AppendResult(AppendStatus.Conflict, head);
        var plan = LedgerBook.Plan(Book, append.Postings);
        if (plan.Refusal is { } refused)
            return new AppendResult(refused, head);

        ReadModel.AddRange(Project(append, head));
        var reached = new StreamHead(head.Seq + append.Events.Count, append.Epoch);
        streams[append.Stream] = Changed[append.Stream] = new StreamRow(stream.Id, reached, append.Unfinished);
        for (var index = 0; index < append.Events.Count; index++)
        {
            var one = append.Events[index];
            if (one.OperationId is { } id) operations.Add(id);
            Events.Add((stream.Id, head.Seq + index + 1, append, one));
        }

        Book.Accept(plan, append.At);
        return new AppendResult(AppendStatus.Appended, reached);
    }

    private IReadOnlyList<NpgsqlBatchCommand> Project(LogAppend append, StreamHead before)
    {
        PostgresReadModel? rows = null;
        for (var index = 0; index < append.Events.Count; index++)
        {
            var one = append.Events[index];
            if (!projections.Wants(one.Type)) continue;

            var seq = before.Seq + index + 1;
            var logged = new LoggedEvent(append.Stream, seq, append.Epoch, one.Type, append.At.ToUniversalTime(), one.Data);
            projections.Apply(rows ??= new PostgresReadModel(), logged);
        }

        return rows?.Commands ?? [];
    }

    internal readonly record struct StreamRow(long Id, StreamHead Head, bool Unfinished);
}
