namespace Grains.Chat;

/// <summary>
/// Asks another grain, again and again for a while where its silo died: until the other silos have noticed that, the way to it is
/// broken, and what a session is doing for somebody need not fail for it.
/// </summary>
internal static class AcrossSilos
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <param name="ask">A call that may be made twice.</param>
    public static async Task<T> AskAsync<T>(Func<Task<T>> ask, TimeProvider clock, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception broken) when (broken is OrleansException or TimeoutException
                && !cancel.IsCancellationRequested && clock.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, clock, cancel);
            }
        }
    }
}
