using Orleans.Runtime.Turns;

namespace Orleans.Embedded.Tests.Harness;

/// <summary>Runs turns on the thread pool and knows when none is left to run.</summary>
internal sealed class QuietTurnScheduler : ITurnScheduler
{
    private readonly Lock gate = new();
    private int open;
    private TaskCompletionSource? quiet;

    public void Schedule(IThreadPoolWorkItem turns, bool yielding)
    {
        lock (gate)
            open++;
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
