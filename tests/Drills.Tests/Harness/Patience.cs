using System.Diagnostics;

namespace Drills.Tests.Harness;

/// <summary>Waits for something to be so, and no longer than it may take.</summary>
internal static class Patience
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(25);

    /// <param name="what">What is waited for, as the failure says it.</param>
    public static async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan limit, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            if (Stopwatch.GetElapsedTime(began) > limit) throw new TimeoutException($"Waited {limit} in vain for {what}.");
            await Task.Delay(Glance);
        }
    }

    public static Task UntilAsync(Func<bool> isSo, TimeSpan limit, string what) => UntilAsync(() => Task.FromResult(isSo()), limit, what);
}
