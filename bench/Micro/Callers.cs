namespace Micro;

/// <summary>Callers that each do one operation after the other, all at once, on the thread pool.</summary>
internal static class Callers
{
    /// <param name="operation">Does one operation for the caller of a number, as its so manieth.</param>
    public static async Task<long> RunAsync(int callers, Func<int, long, Task> operation, CancellationToken stop)
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var done = 0L;
            while (!stop.IsCancellationRequested) await operation(caller, done++);
            return done;
        })));
        return counts.Sum();
    }
}
