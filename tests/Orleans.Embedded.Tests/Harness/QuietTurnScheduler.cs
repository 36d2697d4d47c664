using Orleans.Runtime.Turns;

namespace Orleans.Embedded.Tests.Harness;

/// <summary>Runs turns on the thread pool and knows when none is left to run.</summary>
internal sealed class QuietTurnScheduler : ITurnScheduler
{
    private readonly Lock gate = new();
    private int open;
    private int yields;
    private TaskCompletionSource? quiet;

    /// <summary>How often turns have let others go first.</summary>
    public int Yields
    {
        get
        {
            lock (gate)
                return yields;
        }
    }

    public void Schedule(IThreadPoolWorkItem turns, bool yielding)
    {
        lock (gate)
        {
            open++;
            yields += yielding ? 1 : 0;
        }

        ThreadPool.UnsafeQueueUserWorkItem(new Item(this, turns), preferLocal: false);
    }

    /// <summary>Completes when no turn runs or waits to run.</summary>
    public Task WhenQuietAsync()
    {
        lock (gate)
        {
            if (open == 0)
                return Task.CompletedTask;
            return (quiet ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private void Done()
    {
        lock (gate)
        {
            if (--open > 0)
                return;
            quiet?.TrySetResult();
            quiet = null;
        }
    }

    private sealed class Item(QuietTurnScheduler owner, IThreadPoolWorkItem turns) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            turns.Execute();
            owner.Done();
        }
    }
}
