namespace Orleans;

/// <summary>Something that starts and stops in stages.</summary>
public interface ILifecycleObservable
{
    /// <summary>Takes part in a stage: lower stages start earlier and stop later.</summary>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}

/// <summary>Takes part in a stage.</summary>
public interface ILifecycleObserver
{
    /// <summary>Called when the stage starts.</summary>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>Called when the stage stops.</summary>
    Task OnStop(CancellationToken cancellationToken = default);
}

/// <summary>Is asked to subscribe to the stages that it wants.</summary>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    /// <summary>Subscribes.</summary>
    void Participate(TLifecycleObservable lifecycle);
}
