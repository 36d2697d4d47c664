using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Activations;

/// <summary>Something that takes calls: an activation, a pool of stateless workers, an observer.</summary>
internal abstract class CallTarget(GrainId id)
{
    public GrainId GrainId { get; } = id;

    /// <summary>Takes a call or settles it; false if this target has ended and the call must go to its successor.</summary>
    public abstract bool TryEnqueue(Call call);
}
