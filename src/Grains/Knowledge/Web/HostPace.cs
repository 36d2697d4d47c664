namespace Grains.Knowledge.Web;

/// <summary>Keeps requests to one host apart, whoever makes them in this silo.</summary>
internal sealed class HostPace(TimeProvider clock)
{
    private const int KeptHosts = 1_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> next = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for the caller's turn; the next one comes a delay later.</summary>
    public Task WaitAsync(string host, TimeSpan delay, CancellationToken cancel)
    {
        TimeSpan wait;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var turn = next.GetValueOrDefault(host);
            if (turn < now) turn = now;
            if (next.Count >= KeptHosts)
                foreach (var (other, _) in next.Where(pair => pair.Value <= now).ToList())
                    next.Remove(other);
            next[host] = turn + delay;
            wait = turn - now;
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, clock, cancel) : Task.CompletedTask;
    }
}
