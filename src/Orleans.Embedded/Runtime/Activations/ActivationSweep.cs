using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Activations;

/// <summary>One look at the calls of an activation.</summary>
internal readonly struct ActivationSweep(Activation activation, SweepPass pass)
{
    public void Run()
    {
        var messaging = activation.Runtime.Messaging;
        var hung = false;
        lock (activation.Turns.Gate)
        {
            foreach (var call in activation.Requests.WaitingLocked())
                Look(call, messaging.RequestQueueDelayWarningTime);
            foreach (var call in activation.Requests.RunningLocked())
            {
                Look(call, messaging.RequestProcessingWarningTime);
                hung |= !call.IsAlwaysInterleave && Age(call, pass.Now) >= messaging.MaxRequestProcessingTime;
            }
        }

        if (hung)
            activation.Abandon(new(
                DeactivationReasonCode.ActivationUnresponsive,
                $"A request has been running for longer than {messaging.MaxRequestProcessingTime}."));
    }

    private void Look(Call call, TimeSpan slow)
    {
        if (call.FirstSeen == 0)
            call.FirstSeen = pass.Now;
        if (call.IsLocalOnly)
            return;
        var age = Age(call, pass.Now);
        if (!call.IsSettled && call.ResponseTimeout is { } timeout && age >= timeout)
            pass.Late.Add(call);

        // A method that says how long it may take is not slow before that, and then it is late.
        if (age >= slow && Age(call, pass.Before) < slow && !(call.Method.Timeout > slow))
            pass.Slow.Add(call);
    }

    private TimeSpan Age(Call call, long at) => activation.Runtime.Time.GetElapsedTime(call.FirstSeen, at);
}
