namespace Orleans.Runtime.Turns;

/// <summary>
/// Where turns run. The default is the thread pool; a simulation puts its own here and decides the order. An item is executed
/// once for each time that it is scheduled, and never by two threads at once.
/// </summary>
internal interface ITurnScheduler
{
    /// <summary>Turns that one execution of an item runs at most before it is scheduled again, at least 1.</summary>
    int Share => 64;

    /// <summary>Queues an item.</summary>
    /// <param name="turns">What to execute.</param>
    /// <param name="yielding">Whether it has used up its share and must let others go first.</param>
    void Schedule(IThreadPoolWorkItem turns, bool yielding);
}

/// <summary>Runs turns on the thread pool.</summary>
internal sealed class ThreadPoolTurnScheduler : ITurnScheduler
{
    // A worker takes from its own queue first, newest first, for as long as there is something. Chains of calls that only ever
    // feed their worker's queue would starve timers, sockets and each other, so every so often one goes to the common queue.
    private const int LocalShare = 64;

    [ThreadStatic]
    private static int Scheduled;

    public void Schedule(IThreadPoolWorkItem turns, bool yielding) =>
        ThreadPool.UnsafeQueueUserWorkItem(turns, preferLocal: !yielding && ++Scheduled % LocalShare != 0);
}
