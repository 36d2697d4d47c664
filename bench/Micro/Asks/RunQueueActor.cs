using System.Collections.Concurrent;

namespace Micro.Asks;

/// <summary>A floor: an actor that queues itself on the thread pool when it has mail.</summary>
internal sealed class RunQueueActor : IThreadPoolWorkItem
{
    private const int Share = 64;

    private readonly ConcurrentQueue<(int Value, TaskCompletionSource<int> Answer)> mailbox = new();
    private int scheduled;
    private int calls;

    public Task<int> EchoAsync(int value)
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        mailbox.Enqueue((value, answer));
        Schedule();
        return answer.Task;
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (var turn = 0; turn < Share && mailbox.TryDequeue(out var next); turn++)
        {
            calls++;
            next.Answer.SetResult(next.Value);
        }

        // An exchange and no volatile write: the queue must be looked at after the flag is down, or a wake-up is lost.
        Interlocked.Exchange(ref scheduled, 0);
        if (!mailbox.IsEmpty) Schedule();
    }

    private void Schedule()
    {
        if (Interlocked.Exchange(ref scheduled, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
