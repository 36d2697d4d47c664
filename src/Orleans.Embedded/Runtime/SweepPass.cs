using Orleans.Runtime.Calls;

namespace Orleans.Runtime;

/// <summary>One look over all activations: when it is, when the last one was, and what it has found.</summary>
internal sealed class SweepPass
{
    /// <summary>When this sweep looks, in timestamps of the clock.</summary>
    public long Now { get; private set; }

    /// <summary>When the sweep before it looked.</summary>
    public long Before { get; private set; }

    /// <summary>Whether idle activations end in this sweep.</summary>
    public bool Collects { get; private set; }

    /// <summary>Calls whose time is up.</summary>
    public List<Call> Late { get; } = [];

    /// <summary>Calls that have become slow since the sweep before.</summary>
    public List<Call> Slow { get; } = [];

    public void Begin(long now, long before, bool collects)
    {
        (Now, Before, Collects) = (now, before, collects);
        Late.Clear();
        Slow.Clear();
    }
}
