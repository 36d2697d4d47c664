using Orleans.Configuration;
using Orleans.Runtime.Activations;

namespace Orleans.Runtime.Turns;

/// <summary>
/// Finds turns that take too long by who is in the same turn at sweep after sweep. It costs a turn nothing, and tells of one that
/// never ends.
/// </summary>
internal sealed class TurnWatch(SiloRuntime runtime, SchedulingOptions options)
{
    /// <summary>Slow turns that are remembered.</summary>
    private const int Kept = 32;

    private readonly Queue<SlowTurn> recent = new();
    private Dictionary<Activation, Seen> open = [];
    private Dictionary<Activation, Seen> next = [];

    /// <summary>The last slow turns, the newest first.</summary>
    public IReadOnlyList<SlowTurn> Recent()
    {
        lock (recent)
            return [.. recent.Reverse()];
    }

    /// <summary>Called for every activation by each sweep.</summary>
    public void Look(Activation activation, long now)
    {
        var number = activation.Turns.TurnNumber;
        if ((number & 1) == 0)
            return;
        if (!open.TryGetValue(activation, out var seen) || seen.Number != number)
            seen = new(number, now, null);
        var length = runtime.Time.GetElapsedTime(seen.Since, now);
        if (seen.Slow is not null)
            seen.Slow.Length = length;
        else if (length >= options.TurnWarningLengthThreshold)
            seen = seen with { Slow = Remember(activation, length) };
        next[activation] = seen;
    }

    /// <summary>Called at the end of each sweep; turns that were not seen again have ended.</summary>
    public void EndLook()
    {
        foreach (var (activation, seen) in open)
        {
            if (seen.Slow is { } slow && (!next.TryGetValue(activation, out var still) || still.Slow != slow))
                slow.HasEnded = true;
        }

        (open, next) = (next, open);
        next.Clear();
    }

    private SlowTurn Remember(Activation activation, TimeSpan length)
    {
        var work = string.Join(", ", activation.Snapshot().Running.Select(call => call.Method));
        var slow = new SlowTurn(
            activation.GrainId, work.Length > 0 ? work : activation.State.ToString(), runtime.Time.GetUtcNow() - length, length);
        runtime.Log.TurnSlow(slow.Grain, slow.Work, length);
        lock (recent)
        {
            if (recent.Count == Kept)
                recent.Dequeue();
            recent.Enqueue(slow);
        }

        return slow;
    }

    private sealed record Seen(long Number, long Since, SlowTurn? Slow);
}
