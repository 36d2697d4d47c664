namespace Orleans.Runtime.Timers;

/// <summary>The timers of an activation.</summary>
internal sealed class TimerTable
{
    private readonly List<IDisposable> timers = [];

    public void Add(IDisposable timer)
    {
        lock (timers)
            timers.Add(timer);
    }

    public void Remove(IDisposable timer)
    {
        lock (timers)
            timers.Remove(timer);
    }

    public void DisposeAll()
    {
        IDisposable[] all;
        lock (timers)
            all = [.. timers];
        foreach (var timer in all)
            timer.Dispose();
    }
}
