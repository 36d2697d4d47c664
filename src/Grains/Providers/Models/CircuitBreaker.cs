namespace Grains.Providers.Models;

/// <summary>
/// Leaves a failing provider alone: after so many failures in a row it opens for a while, then lets one request through, whose
/// outcome decides. A cancelled request decides nothing.
/// </summary>
internal sealed class CircuitBreaker(int failuresToOpen, TimeSpan openFor, TimeProvider clock)
{
    private readonly Lock gate = new();
    private int failures;
    private long openedAt;
    private bool open;
    private bool probing;

    /// <summary>True to go ahead, and then an outcome must be reported; false with the time to wait.</summary>
    public bool TryEnter(out TimeSpan wait)
    {
        lock (gate)
        {
            wait = TimeSpan.Zero;
            if (!open) return true;

            wait = openFor - clock.GetElapsedTime(openedAt);
            if (wait <= TimeSpan.Zero && !probing)
            {
                probing = true;
                return true;
            }

            if (wait < TimeSpan.FromSeconds(1)) wait = TimeSpan.FromSeconds(1);
            return false;
        }
    }

    /// <summary>A first token came: a probe that gets this far closes the circuit, but the next failure opens it again.</summary>
    public void Began()
    {
        lock (gate)
        {
            if (!probing) return;
            open = probing = false;
            failures = failuresToOpen - 1;
        }
    }

    public void Succeeded()
    {
        lock (gate)
        {
            failures = 0;
            open = probing = false;
        }
    }

    /// <summary>Returns true where this failure opened the circuit.</summary>
    public bool Failed()
    {
        lock (gate)
        {
            failures++;
            if (!probing && (open || failures < failuresToOpen)) return false;
            probing = false;
            open = true;
            openedAt = clock.GetTimestamp();
            return true;
        }
    }

    public void Cancelled()
    {
        lock (gate) probing = false;
    }
}
