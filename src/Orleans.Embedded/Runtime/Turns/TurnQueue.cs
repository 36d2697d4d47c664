namespace Orleans.Runtime.Turns;

/// <summary>
/// Runs the turns of one activation, one at a time: as a task scheduler it gets the continuations of everything that the grain
/// awaits, and <see cref="Pump"/> is the turn in which requests are taken from the queue.
/// </summary>
internal sealed class TurnQueue(ITurnOwner owner, ITurnScheduler scheduler) : TaskScheduler, IThreadPoolWorkItem, IWorkItemScheduler
{
    private static readonly object Pump = new();

    /// <summary>The queue whose turn runs on this thread.</summary>
    [ThreadStatic]
    private static TurnQueue? OfThread;

    private readonly Queue<object> queue = new();
    private readonly int share = scheduler.Share;
    private bool pumpQueued;
    private bool scheduled;
    private long number;

    /// <summary>Guards this queue and the owner's requests.</summary>
    public object Gate { get; } = new();

    /// <summary>Odd while a turn runs, even between turns, never the same for two of them. For sweeps, which find long turns by it.</summary>
    public long TurnNumber => Volatile.Read(ref number);

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Queues a pump unless one is queued; the gate is held. True if <see cref="Wake"/> has to be called after it.</summary>
    public bool SignalLocked()
    {
        if (pumpQueued)
            return false;
        pumpQueued = true;
        return EnqueueLocked(Pump);
    }

    /// <summary>The pump has found nothing more to take; the gate is held. The next signal queues it again.</summary>
    public void PumpedLocked() => pumpQueued = false;

    /// <summary>The pump has used up its share; the gate is held.</summary>
    public void PumpAgainLocked() => queue.Enqueue(Pump);

    public void Wake() => scheduler.Schedule(this, yielding: false);

    public void Signal()
    {
        bool wake;
        lock (Gate)
            wake = SignalLocked();
        if (wake)
            Wake();
    }

    public void QueueAction(Action action) => new Task(action).Start(this);

    public void QueueAction(Action<object> action, object state) => new Task(action!, state).Start(this);

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    void IThreadPoolWorkItem.Execute()
    {
        var previous = RuntimeContext.Exchange(owner.Context);
        var previousQueue = OfThread;
        OfThread = this;
        try
        {
            for (var turn = 0; turn < share; turn++)
            {
                object? next;
                lock (Gate)
                {
                    if (!queue.TryDequeue(out next))
                    {
                        scheduled = false;
                        return;
                    }
                }

                Volatile.Write(ref number, number + 1);
                RunTurn(next);
                Volatile.Write(ref number, number + 1);
            }
        }
        finally
        {
            OfThread = previousQueue;
            RuntimeContext.Exchange(previous);
        }

        scheduler.Schedule(this, yielding: true);
    }

    protected override void QueueTask(Task task)
    {
        bool wake;
        lock (Gate)
            wake = EnqueueLocked(task);
        if (wake)
            Wake();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(OfThread, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate)
            return [.. queue.OfType<Task>()];
    }

    private bool EnqueueLocked(object item)
    {
        queue.Enqueue(item);
        if (scheduled)
            return false;
        return scheduled = true;
    }

    private void RunTurn(object turn)
    {
        if (turn is Task task)
        {
            TryExecuteTask(task);
        }
        else
        {
            // A task, so that TaskScheduler.Current is this one and what the grain awaits comes back here.
            new Task(static state => ((ITurnOwner)state!).Pump(), owner).RunSynchronously(this);
        }
    }
}
