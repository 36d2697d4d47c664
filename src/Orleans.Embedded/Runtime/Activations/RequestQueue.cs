using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Activations;

/// <summary>
/// The requests of an activation, waiting and running, and the rules by which a waiting one may start. Members named Locked are
/// called with the gate of the activation's turns held.
/// </summary>
internal sealed class RequestQueue(GrainClass grainClass)
{
    private CallQueue waiting;
    private CallQueue running;
    private int blocking;
    private int readers;
    private Dictionary<Guid, int>? reentrantChains;

    public int Waiting => waiting.Count;

    public int Running => running.Count;

    public int Total => waiting.Count + running.Count;

    public bool IsEmpty => Total == 0;

    public Call? FirstWaiting => waiting.First;

    public void AddLocked(Call call) => waiting.Add(call);

    /// <summary>Whether a call would have to wait for running ones.</summary>
    public bool WouldWaitLocked(Call call) => grainClass.Predicate is null && !MayStartLocked(call);

    /// <summary>The first waiting call that may start, or that its caller has given up; it is then no longer waiting.</summary>
    public Call? TakeLocked()
    {
        for (var call = waiting.First; call is not null; call = call.Next)
        {
            if (call.IsSettled || MayStartLocked(call))
            {
                waiting.Remove(call);
                return call;
            }
        }

        return null;
    }

    /// <summary>Takes a call that a predicate of the class let in, if it still waits.</summary>
    public bool TryTakeLocked(Call call)
    {
        for (var other = waiting.First; other is not null; other = other.Next)
        {
            if (!ReferenceEquals(other, call))
                continue;
            waiting.Remove(call);
            return true;
        }

        return false;
    }

    public void StartLocked(Call call)
    {
        running.Add(call);
        if (call.IsAlwaysInterleave)
            return;
        blocking++;
        if (call.IsReadOnly)
            readers++;
    }

    public void EndLocked(Call call)
    {
        running.Remove(call);
        if (call.IsAlwaysInterleave)
            return;
        blocking--;
        if (call.IsReadOnly)
            readers--;
    }

    public Call[] DrainWaitingLocked() => waiting.Drain();

    public Call[] WaitingLocked() => waiting.ToArray();

    public Call[] RunningLocked() => running.ToArray();

    public void EnterChainLocked(Guid id)
    {
        reentrantChains ??= [];
        reentrantChains[id] = reentrantChains.GetValueOrDefault(id) + 1;
    }

    public void ExitChainLocked(Guid id)
    {
        if (reentrantChains is null || !reentrantChains.TryGetValue(id, out var count))
            return;
        if (count == 1)
            reentrantChains.Remove(id);
        else
            reentrantChains[id] = count - 1;
    }

    private bool MayStartLocked(Call call) =>
        blocking == 0
        || call.IsAlwaysInterleave
        || grainClass.IsReentrant
        || (call.IsReadOnly && readers == blocking)
        || IsOfActiveChainLocked(call);

    private bool IsOfActiveChainLocked(Call call) =>
        reentrantChains is { Count: > 0 }
        && call.Context?.GetValueOrDefault(RequestContext.CallChainReentrancyHeader) is Guid id
        && reentrantChains.ContainsKey(id);
}
