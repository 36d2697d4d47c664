namespace Grains.Turns;

/// <summary>Waits that never leave the grain's turns.</summary>
internal static class TurnWait
{
    /// <summary>
    /// Awaits a task on the present turn queue. <c>task.WaitAsync(…)</c> on a task whose continuations run asynchronously goes by way of
    /// the thread pool; <c>task.OnTurn().WaitAsync(…)</c> goes from turn to turn, which is one hop less and in an order that
    /// whoever runs the turns decides.
    /// </summary>
    public static async Task OnTurn(this Task task) => await task;
}
