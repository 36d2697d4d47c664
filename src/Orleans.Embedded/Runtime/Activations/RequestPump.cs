using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Activations;

/// <summary>One turn in which an activation starts every request that may start.</summary>
internal readonly struct RequestPump(Activation activation)
{
    /// <summary>Requests that one turn starts before it lets other turns go first.</summary>
    private const int Share = 64;

    public void Run()
    {
        var requests = activation.Requests;
        var turns = activation.Turns;
        var context = ExecutionContext.Capture();
        Call? ended = null;
        for (var started = 0; ; started++)
        {
            Call? next;
            lock (turns.Gate)
            {
                if (ended is not null)
                    requests.EndLocked(ended);
                if (started >= Share && requests.Waiting > 0)
                {
                    turns.PumpAgainLocked();
                    return;
                }

                next = activation.State == ActivationState.Valid ? requests.TakeLocked() : null;
                if (next is null)
                {
                    turns.PumpedLocked();
                    activation.RestLocked();
                    if (activation.State == ActivationState.Deactivating && requests.Running == 0)
                        turns.SignalLocked();
                    break;
                }

                next.Activation = activation;
                requests.StartLocked(next);
            }

            ended = Start(next, context) ? next : null;
        }

        if (activation.Class.Predicate is { } predicate && activation.State == ActivationState.Valid)
            RunAdmitted(predicate, context);
    }

    private bool Start(Call call, ExecutionContext? context)
    {
        if (call.IsSettled)
            return true;
        if (call.Context is { } values)
            RequestContext.Values.Value = values;
        var ended = call.Start();
        if (context is not null)
            ExecutionContext.Restore(context);
        if (ended && call.IsKeepAlive)
            activation.Idle.Touch();
        return ended;
    }

    /// <summary>Starts what the class's own predicate lets in; the predicate is foreign code, so it is asked outside of the gate.</summary>
    private void RunAdmitted(MayInterleavePredicate predicate, ExecutionContext? context)
    {
        var (waiting, alreadyRunning) = activation.Snapshot();
        List<Call> running = [.. alreadyRunning];
        var grain = activation.GrainInstance!;
        foreach (var call in waiting)
        {
            if (!predicate(grain, call) && !running.TrueForAll(other => other.IsAlwaysInterleave || predicate(grain, other)))
                continue;
            lock (activation.Turns.Gate)
            {
                if (!activation.Requests.TryTakeLocked(call))
                    continue;
                call.Activation = activation;
                activation.Requests.StartLocked(call);
            }

            if (Start(call, context))
                activation.OnCallEnded(call);
            else
                running.Add(call);
        }
    }
}
