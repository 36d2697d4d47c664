using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>One caller's work on its way through a queue. Its caller learns of the result only when it is settled.</summary>
internal abstract class SqliteWork
{
    /// <summary>True, and the caller released, where the caller gave up before the work began.</summary>
    public abstract bool TryCancel();

    public abstract void Run(SqliteConnection connection);

    /// <summary>Hands over the result of <see cref="Run"/>.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);
}

internal sealed class SqliteWork<T>(Func<SqliteConnection, T> work, CancellationToken cancel) : SqliteWork
{
    // Continuations run elsewhere: the writer's thread must never run a caller's code after the work.
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;

    public Task<T> Task => completion.Task;

    public override bool TryCancel() => cancel.IsCancellationRequested && completion.TrySetCanceled(cancel);

    public override void Run(SqliteConnection connection) => result = work(connection);

    public override void Complete() => completion.TrySetResult(result);

    public override void Fail(Exception exception) => completion.TrySetException(exception);
}
