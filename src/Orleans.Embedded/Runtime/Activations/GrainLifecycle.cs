namespace Orleans.Runtime.Activations;

/// <summary>Starts subscribers by stage, lowest first, and stops those that started, highest first.</summary>
internal sealed class GrainLifecycle : IGrainLifecycle, ISiloLifecycle, ILifecycleObserver
{
    private readonly List<Subscription> subscriptions = [];

    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        var subscription = new Subscription(this, stage, observer);
        subscriptions.Add(subscription);
        return subscription;
    }

    public async Task OnStart(CancellationToken cancellationToken = default)
    {
        foreach (var stage in subscriptions.GroupBy(s => s.Stage).OrderBy(s => s.Key).ToArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(stage.Select(s => s.Observer.OnStart(cancellationToken)));
            HighestCompletedStage = stage.Key;
        }
    }

    public async Task OnStop(CancellationToken cancellationToken = default)
    {
        foreach (var stage in subscriptions.GroupBy(s => s.Stage).OrderByDescending(s => s.Key).ToArray())
        {
            if (stage.Key > HighestCompletedStage)
                continue;
            await Task.WhenAll(stage.Select(s => s.Observer.OnStop(cancellationToken)));
            LowestStoppedStage = stage.Key;
        }
    }

    private sealed class Subscription(GrainLifecycle owner, int stage, ILifecycleObserver observer) : IDisposable
    {
        public int Stage => stage;

        public ILifecycleObserver Observer => observer;

        public void Dispose() => owner.subscriptions.Remove(this);
    }
}
