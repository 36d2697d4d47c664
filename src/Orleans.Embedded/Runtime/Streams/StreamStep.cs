using Orleans.CodeGeneration;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Calls;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Streams;

/// <summary>Asks a stream for its next batch. It ends at once as a request, so that a stream at rest does not keep its activation from ending.</summary>
internal sealed class StreamStep<TItem> : Call
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

    internal override bool IsSettled => !reader.IsWaitingFor(this);

    /// <summary>Opens the stream, wherever the grain is active; or goes on with it, at the activation that has it.</summary>
    public void Send()
    {
        if (reader.Source is { Activation: var activation })
            SendTo(activation);
        else
            Target.Runtime.Send(this);
    }

    public void Complete(List<TItem>? items, bool ended, Exception? error) => reader.Take(this, items, ended, error);

    internal override bool TryFail(Exception exception) => reader.TryFail(this, exception);

    internal override bool Start()
    {
        reader.Source ??= Activation!.Streams.Add(reader.Call);
        _ = reader.Source.PullAsync(this);
        return true;
    }

    public override int GetArgumentCount() => 0;

    public override ValueTask<Response> Invoke() => throw new InvalidOperationException("A step is no method.");

    private void SendTo(Activation activation)
    {
        Sender = RuntimeContext.Current as Activation;
        Context = RequestContext.Values.Value;
        if (!activation.TryEnqueue(this))
            TryFail(new EnumerationAbortedException($"{activation.GrainId} was deactivated."));
    }
}
