using System.Runtime.CompilerServices;

namespace Orleans.Runtime.Turns;

/// <summary>Awaited, it goes on in a turn of the queue: at once where this is one, else in another.</summary>
internal readonly struct TurnHop(TurnQueue turns) : ICriticalNotifyCompletion
{
    public bool IsCompleted => ReferenceEquals(TaskScheduler.Current, turns);

    public TurnHop GetAwaiter() => this;

    public void OnCompleted(Action continuation) => turns.QueueAction(continuation);

    public void UnsafeOnCompleted(Action continuation) => turns.QueueAction(continuation);

    public void GetResult()
    {
    }
}
