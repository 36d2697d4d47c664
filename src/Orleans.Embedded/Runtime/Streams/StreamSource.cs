using Orleans.Runtime.Activations;
using Orleans.Runtime.Calls;
using Orleans.Runtime.Turns;

namespace Orleans.Runtime.Streams;

/// <summary>A stream at its activation, whatever it streams.</summary>
internal interface IStreamSource
{
    /// <summary>Called by sweeps; true if nobody has read for this long.</summary>
    bool IsAbandoned(TimeSpan age, long now);

    CallMethod Method { get; }

    /// <summary>Ends it on the activation's turn; the reader gets <see cref="EnumerationAbortedException"/> unless it left itself.</summary>
    Task CloseAsync();
}

/// <summary>A stream at its activation: pulls from the grain's iterator on the grain's turns, only when a reader asks.</summary>
#pragma warning disable CA1001 // the grain may keep the token for longer than the stream; a source without a timer holds nothing
internal sealed class StreamSource<TItem>(EnumerableCall<TItem> call, Activation activation) : IStreamSource
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource cancel = new();
    private readonly IdleClock idle = new();
    private IAsyncEnumerator<TItem>? iterator;

    /// <summary>The iterator's move that is under way; it may have begun for a batch that did not wait for it.</summary>
    private ValueTask<bool> move;
    private bool moving;
    private TaskCompletionSource? moved;
    private StreamStep<TItem>? step;
    private Task? closing;

    public CallMethod Method => call.Method;

    public Activation Activation => activation;

    /// <summary>Collects what is ready, up to a batch; waits only while there is nothing. Never throws.</summary>
    public async Task PullAsync(StreamStep<TItem> asked)
    {
        if (closing is not null)
        {
            asked.TryFail(Aborted());
            return;
        }

        step = asked;
        List<TItem>? items = null;
        Exception? error = null;
        var ended = false;
        try
        {
            call.Activation = activation;
            iterator ??= call.Open(cancel.Token).GetAsyncEnumerator(cancel.Token);
            while (!ended && closing is null && (items is null || items.Count < call.MaxBatchSize))
            {
                if (!moving)
                {
#pragma warning disable CA2012 // it is awaited once: in this batch or the next, or when the stream is closed
                    move = iterator.MoveNextAsync();
#pragma warning restore CA2012
                    moving = true;
                }

                if (items is not null && !move.IsCompleted)
                    break;
                try
                {
                    // The iterator ends its moves on the grain's turns, in the midst of which this goes on, rather than in another one.
                    ended = !await move.ConfigureAwait(false);
                }
                finally
                {
                    await new TurnHop(activation.Turns);
                    moving = false;
                    moved?.TrySetResult();
                }

                if (!ended)
                    (items ??= []).Add(Checked(iterator.Current));
            }
        }
        catch (Exception exception)
        {
            error = exception;
        }

        step = null;
        idle.Touch();
        activation.Idle.Touch();
        if (closing is not null)
        {
            asked.TryFail(Aborted());
            return;
        }

        if (ended || error is not null)
            await CloseAsync();
        asked.Complete(items, ended, error);
    }

    public bool IsAbandoned(TimeSpan age, long now)
    {
        if (step is not null)
        {
            idle.Touch();
            activation.Idle.Touch();
        }

        return idle.IsOver(age, now, activation.Runtime.Time);
    }

    public Task CloseAsync() => closing ??= RunCloseAsync();

    private async Task RunCloseAsync()
    {
        // Yields, so that "closing" is set before the iterator's own code runs.
        await Task.CompletedTask.ConfigureAwait(
            ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        activation.Streams.Remove(this);
        try
        {
            // Here and not on the thread pool: what the token wakes is the grain's own code.
            cancel.Cancel();
            step?.TryFail(Aborted());
            if (moving)
                await WhenMovedAsync();
            if (iterator is not null)
                await iterator.DisposeAsync();
        }
        catch (Exception exception)
        {
            activation.Runtime.Log.StreamDisposeFailed(exception, activation.GrainId);
        }
    }

    private async Task WhenMovedAsync()
    {
        if (step is not null)
        {
            moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await moved.Task;
            return;
        }

        try
        {
            await move;
        }
        catch (Exception)
        {
            // Nobody asked for the item that it would have had.
        }
    }

    private TItem Checked(TItem item) => activation.Runtime.Codec is { } codec ? codec.RoundTrip(item) : item;

    private EnumerationAbortedException Aborted() => new(
        $"Enumeration aborted: {call.Method} of {activation.GrainId} ended because the activation did, or because nobody had read "
        + "from it for too long.");
}
