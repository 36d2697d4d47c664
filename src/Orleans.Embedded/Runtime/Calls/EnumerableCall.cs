using Orleans.Runtime.Streams;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Calls;

/// <summary>
/// A call of a method that returns a stream of results. Calling sends nothing: each enumeration opens a stream at the activation
/// and pulls batches from it with calls that interleave, so a slow reader never holds the grain up.
/// </summary>
internal abstract class EnumerableCall<TItem>(CallMethod method) : Call(method), IAsyncEnumerable<TItem>
{
    public int MaxBatchSize { get; set; } = 100;

    internal sealed override bool IsSettled => false;

    /// <summary>Calls the method; emitted.</summary>
    protected abstract IAsyncEnumerable<TItem> InvokeInner();

    /// <summary>Is what the caller gets.</summary>
    protected internal IAsyncEnumerable<TItem> SendStream(GrainReference target)
    {
        Target = target;
        target.Runtime.Codec?.RoundTripArguments(this);
        return this;
    }

    public IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new StreamReader<TItem>((EnumerableCall<TItem>)MemberwiseClone(), GetCancellationToken(), cancellationToken);

    /// <summary>Calls the method on the activation's turn, with the stream's own token.</summary>
    internal IAsyncEnumerable<TItem> Open(CancellationToken token)
    {
        if (Method.TokenIndex >= 0)
            SetCancellationToken(token);
        return InvokeInner();
    }

    internal sealed override bool Start() => throw new InvalidOperationException("A stream is opened by its first step.");

    internal sealed override bool TryFail(Exception exception) => false;

    public sealed override ValueTask<Response> Invoke() =>
        throw new InvalidOperationException("A stream is opened by its first step.");
}
