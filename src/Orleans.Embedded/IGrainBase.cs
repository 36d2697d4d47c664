using Orleans.Runtime;

namespace Orleans;

/// <summary>What every grain class implements, usually by deriving from <see cref="Grain"/>.</summary>
public interface IGrainBase
{
    /// <summary>The activation that this instance belongs to.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Called once before the first request. An exception fails the activation and reaches the waiting callers.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Called once after the last request; not called when the process crashes.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
