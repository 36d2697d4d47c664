namespace Grains.Storage.Postgres;

/// <summary>One caller's append or postings on the way through the writer. Its caller learns of the result only when it is settled.</summary>
internal abstract class PostgresWork(CancellationToken cancel)
{
    /// <summary>Null where only postings are asked for.</summary>
    public abstract LogAppend? Append { get; }

    public abstract IReadOnlyList<Posting> Postings { get; }

    /// <summary>True, and the caller released, where the caller gave up before the work began.</summary>
    public bool TryCancel() => cancel.IsCancellationRequested && TryCancel(cancel);

    /// <summary>Decides and adds what it writes; what it throws concerns it alone.</summary>
    public abstract void Decide(PostgresBatch batch);

    /// <summary>Hands over what was decided.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);

    protected abstract bool TryCancel(CancellationToken token);
}

internal abstract class PostgresWork<T>(CancellationToken cancel) : PostgresWork(cancel)
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;

    public Task<T> Task => completion.Task;

    public sealed override void Decide(PostgresBatch batch) => result = DecideResult(batch);

    public sealed override void Complete() => completion.TrySetResult(result);

    public sealed override void Fail(Exception exception) => completion.TrySetException(exception);

    protected abstract T DecideResult(PostgresBatch batch);

    protected sealed override bool TryCancel(CancellationToken token) => completion.TrySetCanceled(token);
}

internal sealed class AppendWork(LogAppend append, CancellationToken cancel) : PostgresWork<AppendResult>(cancel)
{
    public override LogAppend? Append => append;

    public override IReadOnlyList<Posting> Postings => append.Postings;

    protected override AppendResult DecideResult(PostgresBatch batch) => batch.Decide(append);
}

internal sealed class PostWork(IReadOnlyList<Posting> postings, DateTimeOffset at, CancellationToken cancel) : PostgresWork<PostResult>(cancel)
{
    public override LogAppend? Append => null;

    public override IReadOnlyList<Posting> Postings => postings;

    protected override PostResult DecideResult(PostgresBatch batch) => batch.Decide(postings, at);
}
