namespace Orleans.Runtime.Calls;

/// <summary>
/// The token of a call: the caller's token ends the caller's wait at once, and the callee's own token fires on the callee's turn.
/// A call that is still queued then never runs.
/// </summary>
#pragma warning disable CA1001 // the callee may keep the token for longer than the call; a source without a timer holds nothing
internal sealed class CallCancellation(Call call, CancellationToken callerToken)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource callee = new();
    private CancellationTokenRegistration registration;

    public CancellationToken CallerToken => callerToken;

    public CancellationToken CalleeToken => callee.Token;

    public void Watch()
    {
        registration = callerToken.UnsafeRegister(static state => ((Call)state!).TryCancel(), call);
        if (call.IsSettled)
            registration.Unregister();
    }

    public void CancelCallee()
    {
        // The activation is set before the call is looked at again, so one of the two sees the other.
        if (call.Activation is { } activation)
            activation.Turns.QueueAction(callee.Cancel);
    }

    public void End() => registration.Unregister();
}
