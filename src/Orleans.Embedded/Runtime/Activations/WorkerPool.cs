using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Activations;

/// <summary>The activations of a stateless worker's key: a call goes to the first that is free, else to a new one, else to the least busy.</summary>
internal sealed class WorkerPool(SiloRuntime runtime, GrainClass grainClass, GrainId id) : CallTarget(id)
{
    private readonly Lock gate = new();
    private Activation[] workers = [];

    public override IReadOnlyList<Activation> Activations => workers;

    public override bool TryEnqueue(Call call)
    {
        while (!Choose().TryEnqueue(call))
        {
            // It ended between the choice and the call, and has left the pool by now or is about to.
        }

        return true;
    }

    public void Remove(Activation worker)
    {
        lock (gate)
            workers = [.. workers.Where(other => other != worker)];
    }

    private Activation Choose()
    {
        lock (gate)
        {
            Activation? least = null;
            foreach (var worker in workers)
            {
                if (worker.State >= ActivationState.Deactivating)
                    continue;
                if (worker.Requests.IsEmpty)
                    return worker;
                if (least is null || worker.Requests.Waiting < least.Requests.Waiting)
                    least = worker;
            }

            if (least is not null && workers.Length >= grainClass.MaxWorkers)
                return least;
            var added = new Activation(runtime, grainClass, GrainId, this);
            workers = [.. workers, added];
            return added;
        }
    }
}
