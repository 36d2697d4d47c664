using Orleans.CodeGeneration;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Calls;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Streams;

/// <summary>Asks a stream for its next batch. It ends at once as a request, so that a stream at rest does not keep its activation from ending.</summary>
internal sealed class StreamStep<TItem> : Call<StreamBatch<TItem>>
{
    private readonly StreamReader<TItem> reader;

    public StreamStep(StreamReader<TItem> reader)
        : base(reader.Call.Method)
    {
        this.reader = reader;
        Target = reader.Call.Target;
        Options = InvokeMethodOptions.AlwaysInterleave;
    }

    internal override bool HasArguments => false;

    internal override TimeSpan? ResponseTimeout => null;

    internal override bool IsLocalOnly => reader.Source is not null;

    /// <summary>Opens the stream, wherever the grain is active.</summary>
    public Task<StreamBatch<TItem>> OpenAsync() => SendDirectAsync();

    /// <summary>Goes on with the stream, at the activation that has it.</summary>
    public Task<StreamBatch<TItem>> SendToAsync(Activation activation) => SendToDirectAsync(activation);

    public void Complete(List<TItem> items, bool ended, Exception? error) => CompleteUnchecked(new(items, ended, error));

    internal override bool Start()
    {
        reader.Source ??= Activation!.Streams.Add(reader.Call);
        _ = reader.Source.PullAsync(this);
        return true;
    }

    public override int GetArgumentCount() => 0;

    public override ValueTask<Response> Invoke() => throw new InvalidOperationException("A step is no method.");
}
