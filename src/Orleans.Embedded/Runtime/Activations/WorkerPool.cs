using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Activations;

/// <summary>The activations of a stateless worker's key: a call goes to the first that is free, else to a new one, else to the least busy.</summary>
internal sealed class WorkerPool(SiloRuntime runtime, GrainClass grainClass, GrainId id) : CallTarget(id)
{
    private readonly Lock gate = new();
    private volatile Activation[] workers = [];
    private SurplusControl surplus;
    private bool closed;

    public Activation[] Workers => workers;

    public override bool TryEnqueue(Call call)
    {
        while (Choose() is { } worker)
        {
            if (worker.TryEnqueue(call))
                return true;

            // It ended between the choice and the call, and has left the pool by now or is about to.
        }

        return false;
    }

    /// <summary>A worker has ended; the pool ends with the last of them.</summary>
    public void Remove(Activation worker)
    {
        lock (gate)
        {
            workers = [.. workers.Where(other => other != worker)];
            closed = workers.Length == 0;
        }

        if (closed)
            runtime.Catalog.Remove(this);
    }

    /// <summary>Ends one idle worker if a rush has left too many of them.</summary>
    public void Inspect(int cyclesBeforeRemoval)
    {
        if (!grainClass.RemovesIdleWorkers)
            return;
        var all = workers;
        if (all.Length == 0 || !surplus.IsFound(all.Average(worker => worker.Requests.Waiting), cyclesBeforeRemoval))
            return;
        var idle = all.Where(worker => worker.State < ActivationState.Deactivating && worker.Requests.IsEmpty).ToArray();
        if (idle.Length == 0)
            return;

        // The newest, because calls go to the oldest first.
        idle[^1].Deactivate(new(DeactivationReasonCode.RuntimeRequested, "Worker deactivated due to inactivity."));
        surplus.OnRemoved(idle.Length);
    }

    /// <summary>Null if the pool has ended.</summary>
    private Activation? Choose()
    {
        lock (gate)
        {
            if (closed)
                return null;
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
