using System.Runtime.ExceptionServices;
using Orleans.Runtime.Calls;
using Orleans.Runtime.Turns;

namespace Orleans.Runtime.Streams;

/// <summary>The caller's side of a stream.</summary>
internal sealed class StreamReader<TItem> : IAsyncEnumerator<TItem>
{
    private readonly CancellationTokenSource? linked;
    private readonly CancellationToken cancel;
    private StreamBatch<TItem> batch = new([], false, null);
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

    public TItem Current => batch.Items[index];

    public ValueTask<bool> MoveNextAsync()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (++index < batch.Items.Count)
            return new(true);
        return FetchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        await CloseAsync();
        linked?.Dispose();
    }

    private async ValueTask<bool> FetchAsync()
    {
        index = 0;
        var last = batch;
        batch = new([], last.Ended || last.Error is not null, null);
        if (last.Error is { } error)
            ExceptionDispatchInfo.Throw(error);
        if (last.Ended)
            return false;
        cancel.ThrowIfCancellationRequested();
        try
        {
            var step = new StreamStep<TItem>(this);
            var sent = Source is null ? step.OpenAsync() : step.SendToAsync(Source.Activation);
            batch = await sent.WaitAsync(cancel);
        }
        catch
        {
            batch = new([], true, null);
            _ = CloseAsync();
            throw;
        }

        return batch.Items.Count > 0 || await FetchAsync();
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
