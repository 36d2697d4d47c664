namespace Orleans.Runtime.Turns;

/// <summary>Waits that never leave the waiter's turns, where it has any.</summary>
internal static class TurnWait
{
    /// <summary>
    /// Awaits a task where the caller runs. Without it, WaitAsync on a task whose continuations run asynchronously goes by way of the
    /// thread pool, past the <see cref="ITurnScheduler"/>.
    /// </summary>
    public static async Task OnTurn(this Task task) => await task;
}
