using Orleans.Runtime.Calls;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Filters;

/// <summary>A call at its sender.</summary>
internal sealed class OutgoingCallContext(Call call, Func<Task<Response>> send) : GrainCallContext(call), IOutgoingGrainCallContext
{
    private readonly IOutgoingGrainCallFilter[] filters = call.Target.Runtime.OutgoingFilters;

    public override object Grain => Call.Target;

    public IGrainContext? SourceContext { get; } = RuntimeContext.Current;

    protected override int FilterCount => filters.Length;

    protected override Task InvokeFilter(int index) => filters[index].Invoke(this);

    protected override ValueTask<Response> InvokeMethod() => new(send());
}
