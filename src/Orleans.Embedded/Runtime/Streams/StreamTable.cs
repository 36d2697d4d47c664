using Orleans.Runtime.Activations;
using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Streams;

/// <summary>The open streams of an activation.</summary>
internal sealed class StreamTable(Activation activation)
{
    private readonly List<IStreamSource> sources = [];

    public StreamSource<TItem> Add<TItem>(EnumerableCall<TItem> call)
    {
        var source = new StreamSource<TItem>(call, activation);
        lock (sources)
            sources.Add(source);
        return source;
    }

    public void Remove(IStreamSource source)
    {
        lock (sources)
            sources.Remove(source);
    }

    /// <summary>Ends all of them; called on the activation's turn.</summary>
    public Task AbortAllAsync() => Task.WhenAll(All().Select(source => source.CloseAsync()));

    /// <summary>Ends those that nobody has read from for this long; called by sweeps, on any thread.</summary>
    public void Sweep(TimeSpan age, long now)
    {
        foreach (var source in All())
        {
            if (!source.IsAbandoned(age, now))
                continue;
            activation.Runtime.Log.StreamAbandoned(activation.GrainId, source.Method);
            activation.Turns.QueueAction(static abandoned => _ = ((IStreamSource)abandoned).CloseAsync(), source);
        }
    }

    private IStreamSource[] All()
    {
        lock (sources)
            return [.. sources];
    }
}
