using System.Collections.Concurrent;

namespace Orleans.Runtime.Activations;

/// <summary>Which activation or pool serves which grain; at most one for each id.</summary>
internal sealed class GrainCatalog(SiloRuntime runtime)
{
    private readonly ConcurrentDictionary<GrainId, CallTarget> targets = new();

    /// <summary>Every activation, workers and observers too.</summary>
    public IEnumerable<Activation> All
    {
        get
        {
            foreach (var (_, target) in targets)
            {
                if (target is Activation activation)
                    yield return activation;
                else
                    foreach (var worker in ((WorkerPool)target).Workers)
                        yield return worker;
            }
        }
    }

    public IEnumerable<WorkerPool> Pools => targets.Select(pair => pair.Value).OfType<WorkerPool>();

    public CallTarget GetOrCreate(GrainId id) =>
        targets.TryGetValue(id, out var target) ? target : targets.GetOrAdd(id, Create, runtime);

    public CallTarget? Find(GrainId id) => targets.GetValueOrDefault(id);

    public void Add(CallTarget target) => targets[target.GrainId] = target;

    /// <summary>Forgets a target that has ended; its successor, if there is one already, stays.</summary>
    public void Remove(CallTarget target) => targets.TryRemove(new(target.GrainId, target));

    private static CallTarget Create(GrainId id, SiloRuntime runtime)
    {
        var grainClass = runtime.Classes.Find(id.Type)
            ?? throw new OrleansMessageRejectionException(id.Type == GrainClass.OfObservers.Type
                ? $"The object behind {id} is gone: its reference was deleted, or nothing else kept the object."
                : $"There is no grain class of type {id.Type}, so {id} cannot be called.");
        return grainClass.MaxWorkers > 0
            ? new WorkerPool(runtime, grainClass, id)
            : new Activation(runtime, grainClass, id, pool: null);
    }
}
