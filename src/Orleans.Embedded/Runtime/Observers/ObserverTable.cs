using System.Runtime.CompilerServices;
using Orleans.Runtime.Activations;

namespace Orleans.Runtime.Observers;

/// <summary>The objects outside of grains that grains can call.</summary>
internal sealed class ObserverTable(SiloRuntime runtime)
{
    private readonly ConditionalWeakTable<IGrainObserver, Activation> byObject = [];

    public GrainId Add(IGrainObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (RuntimeContext.Current is not null)
            throw new InvalidOperationException("Cannot create a local object reference from a grain.");
        var target = byObject.GetValue(observer, key =>
        {
            var id = GrainId.Create(GrainClass.OfObservers.Type, GrainIdKeyExtensions.CreateGuidKey(Guid.NewGuid()));
            var made = new Activation(runtime, GrainClass.OfObservers, id, new WeakReference<IGrainObserver>(key));
            runtime.Catalog.Add(made);
            return made;
        });
        return target.GrainId;
    }

    public void Remove(IGrainObserver observer)
    {
        if (!byObject.TryGetValue(observer, out var target))
            throw new ArgumentException("Reference is not associated with a local object.", nameof(observer));
        byObject.Remove(observer);
        target.Forget();
    }
}
