using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Activations;

/// <summary>One look at the calls of an activation.</summary>
internal readonly struct ActivationSweep(Activation activation, long now)
{
    public void Run(ref List<Call>? late)
    {
        var hung = false;
        lock (activation.Turns.Gate)
        {
            foreach (var call in activation.Requests.WaitingLocked())
                Look(call, ref late);
            foreach (var call in activation.Requests.RunningLocked())
            {
                Look(call, ref late);
                hung |= IsHung(call);
            }
        }

        if (hung)
            activation.Abandon(new(
                DeactivationReasonCode.ActivationUnresponsive,
                $"A request has been running for longer than {activation.Runtime.Messaging.MaxRequestProcessingTime}."));
    }

    private void Look(Call call, ref List<Call>? late)
    {
        if (call.FirstSeen == 0)
            call.FirstSeen = now;
        if (!call.IsSettled && call.ResponseTimeout is { } timeout && Age(call) >= timeout)
            (late ??= []).Add(call);
    }

    private bool IsHung(Call call) =>
        !call.IsAlwaysInterleave && Age(call) >= activation.Runtime.Messaging.MaxRequestProcessingTime;

    private TimeSpan Age(Call call) => activation.Runtime.Time.GetElapsedTime(call.FirstSeen, now);
}
