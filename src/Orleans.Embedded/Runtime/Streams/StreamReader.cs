using System.Threading.Tasks.Sources;
using Orleans.Runtime.Calls;
using Orleans.Runtime.Turns;

namespace Orleans.Runtime.Streams;

/// <summary>
/// The caller's side of a stream. It is itself what its reader waits on, because a stream at rest is an open connection at rest, and there are many.
/// </summary>
internal sealed class StreamReader<TItem> : IAsyncEnumerator<TItem>, IValueTaskSource<bool>
{
    private readonly CancellationTokenSource? linked;
    private readonly CancellationToken cancel;
    private CancellationTokenRegistration registration;
    private ManualResetValueTaskSourceCore<bool> arrival = new() { RunContinuationsAsynchronously = true };

    /// <summary>The step whose answer is waited for; whoever takes it away ends the wait.</summary>
    private StreamStep<TItem>? waiting;
    private List<TItem>? batch;
    private Exception? error;
    private bool ended;
    private int index = -1;
    private Task? closing;
    private bool disposed;

    public StreamReader(EnumerableCall<TItem> call, CancellationToken ofCall, CancellationToken ofEnumeration)
    {
        Call = call;
        cancel = ofEnumeration.CanBeCanceled ? ofEnumeration : ofCall;
        if (ofCall.CanBeCanceled && ofEnumeration.CanBeCanceled && ofCall != ofEnumeration)
        {
            linked = CancellationTokenSource.CreateLinkedTokenSource(ofCall, ofEnumeration);
            cancel = linked.Token;
        }
    }

    public EnumerableCall<TItem> Call { get; }

    /// <summary>The stream at its activation, once the first step has opened it.</summary>
    public StreamSource<TItem>? Source { get; set; }

    public TItem Current => batch![index];

    public ValueTask<bool> MoveNextAsync()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (batch is not null && ++index < batch.Count)
            return new(true);
        return FetchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        registration.Unregister();
        await CloseAsync();
        linked?.Dispose();
    }

    public bool IsWaitingFor(StreamStep<TItem> step) => ReferenceEquals(Volatile.Read(ref waiting), step);

    /// <summary>A step's answer: what came, and whether and how the stream has ended after it.</summary>
    public void Take(StreamStep<TItem> step, List<TItem>? items, bool isLast, Exception? failure)
    {
        if (Interlocked.CompareExchange(ref waiting, null, step) != step)
            return;
        (batch, index, ended, error) = (items, 0, isLast || failure is not null, failure);
        if (items is not null)
        {
            arrival.SetResult(true);
        }
        else if (failure is not null)
        {
            error = null;
            arrival.SetException(failure);
        }
        else
        {
            arrival.SetResult(false);
        }
    }

    /// <summary>Ends the wait for a step, and with it the stream.</summary>
    public bool TryFail(StreamStep<TItem> step, Exception exception)
    {
        if (Interlocked.CompareExchange(ref waiting, null, step) != step)
            return false;
        ended = true;
        _ = CloseAsync();
        arrival.SetException(exception);
        return true;
    }

    bool IValueTaskSource<bool>.GetResult(short token) => arrival.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => arrival.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        // Also for a reader that makes a task of it: on whoever's turns that is waited for, it comes there and not to the thread pool.
        if (TaskScheduler.Current != TaskScheduler.Default)
            flags |= ValueTaskSourceOnCompletedFlags.UseSchedulingContext;
        arrival.OnCompleted(continuation, state, token, flags);
    }

    private ValueTask<bool> FetchAsync()
    {
        batch = null;
        if (error is { } failure)
        {
            error = null;
            return ValueTask.FromException<bool>(failure);
        }

        if (ended)
            return new(false);
        if (cancel.IsCancellationRequested)
            return ValueTask.FromException<bool>(new OperationCanceledException(cancel));
        arrival.Reset();
        var step = new StreamStep<TItem>(this);
        Interlocked.Exchange(ref waiting, step);
        if (cancel.CanBeCanceled && registration == default)
            registration = cancel.UnsafeRegister(static state => ((StreamReader<TItem>)state!).OnCancelled(), this);
        if (cancel.IsCancellationRequested)
            OnCancelled();
        else
            step.Send();
        return new(this, arrival.Version);
    }

    private void OnCancelled()
    {
        if (Volatile.Read(ref waiting) is { } step)
            TryFail(step, new TaskCanceledException(null, null, cancel));
    }

    /// <summary>Ends the stream on its activation's turn; waits for the iterator's finally blocks, no longer than for an answer.</summary>
    private Task CloseAsync() => closing ??= Source is null ? Task.CompletedTask : RunCloseAsync(Source);

    private async Task RunCloseAsync(StreamSource<TItem> source)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        source.Activation.Turns.QueueAction(() =>
            source.CloseAsync().ContinueWith(
                static (_, state) => ((TaskCompletionSource)state!).TrySetResult(), closed,
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
        var runtime = source.Activation.Runtime;
        await ((Task)closed.Task.OnTurn().WaitAsync(runtime.ResponseTimeout, runtime.Time)).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }
}
