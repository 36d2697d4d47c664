using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The usual base of a grain class.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>For the runtime, which creates grains on their activation's scheduler.</summary>
    protected Grain()
        : this(RuntimeContext.Current!)
    {
    }

    /// <summary>Creates a grain that belongs to a given activation.</summary>
    protected Grain(IGrainContext grainContext) => GrainContext = grainContext;

    /// <summary>The activation that this instance belongs to.</summary>
    [AllowNull]
    public IGrainContext GrainContext { get; private set; }

    /// <summary>A reference to this grain.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>The type and key of this grain, as text.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>The services of this activation; scoped services live as long as it does.</summary>
    protected internal IServiceProvider ServiceProvider
    {
        get
        {
            EnsureRuntime();
            return GrainContext.ActivationServices;
        }
    }

    /// <inheritdoc cref="IGrainBase.OnActivateAsync"/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="IGrainBase.OnDeactivateAsync"/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="GrainBaseExtensions.DeactivateOnIdle"/>
    protected void DeactivateOnIdle()
    {
        EnsureRuntime();
        GrainBaseExtensions.DeactivateOnIdle(this);
    }

    /// <summary>
    /// Keeps this activation from being collected as idle for at least <paramref name="timeSpan"/> from now;
    /// <see cref="Timeout.InfiniteTimeSpan"/> means for good, a negative span takes an earlier request back.
    /// </summary>
    protected void DelayDeactivation(TimeSpan timeSpan)
    {
        EnsureRuntime();
        ((IDelayableGrainContext)GrainContext).DelayDeactivation(timeSpan);
    }

    internal void EnsureRuntime()
    {
        if (GrainContext is null)
            throw new InvalidOperationException(
                "Grain was created outside of the Orleans creation process and no runtime was specified.");
    }
}
