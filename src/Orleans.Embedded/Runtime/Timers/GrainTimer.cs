using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Timers;

/// <summary>The interface under which filters see timer ticks.</summary>
internal interface IGrainTimerInvoker : IAddressable
{
    Task InvokeCallbackAsync();
}

/// <summary>
/// A grain timer. A tick is a call that the activation makes to itself, so it waits its turn like any other; the next tick is
/// timed when the callback has ended. The same call object serves every tick, because there is never more than one.
/// </summary>
internal sealed class GrainTimer<TState> : TaskCall, IGrainTimer
{
    private static readonly CallMethod TickMethod = new(
        typeof(IGrainTimerInvoker),
        typeof(IGrainTimerInvoker).GetMethod(nameof(IGrainTimerInvoker.InvokeCallbackAsync), BindingFlags.Instance | BindingFlags.Public)!);

    private readonly CancellationTokenSource disposal = new();
    private readonly Activation owner;
    private readonly Func<TState, CancellationToken, Task> callback;
    private readonly TState state;
    private readonly bool keepAlive;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private TimeSpan dueTime;
    private TimeSpan period;
    private bool firing;
    private bool changed;

    public GrainTimer(
        Activation owner, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
        : base(TickMethod)
    {
        this.owner = owner;
        this.callback = callback;
        this.state = state;
        keepAlive = options.KeepAlive;
        Options = InvokeMethodOptions.OneWay | (options.Interleave ? InvokeMethodOptions.AlwaysInterleave : 0);
        Target = owner.GrainReference;
        Sender = owner;
        using (ExecutionContext.IsFlowSuppressed() ? default(IDisposable) : ExecutionContext.SuppressFlow())
            timer = owner.Runtime.Time.CreateTimer(
                static timer => ((GrainTimer<TState>)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal override bool IsKeepAlive => keepAlive;

    internal override bool IsLocalOnly => true;

    internal override TimeSpan? ResponseTimeout => null;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        lock (gate)
        {
            this.dueTime = dueTime;
            this.period = period;
            changed = true;
            if (!firing)
                timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public override void Dispose()
    {
        if (disposal.IsCancellationRequested)
            return;
        disposal.Cancel();
        timer.Dispose();
        owner.Timers.Remove(this);
        base.Dispose();
    }

    protected override async Task InvokeInner()
    {
        try
        {
            if (disposal.IsCancellationRequested)
                return;
            lock (gate)
                changed = false;
            await callback(state, disposal.Token);
        }
        finally
        {
            Rearm();
        }
    }

    private void Fire()
    {
        lock (gate)
        {
            if (firing || disposal.IsCancellationRequested)
                return;
            firing = true;
        }

        FirstSeen = 0;
        owner.TryEnqueue(this);
    }

    private void Rearm()
    {
        // A turn later, because this call is still in the list of those that run; it may be queued again only after that.
        owner.Turns.QueueAction(() =>
        {
            lock (gate)
            {
                firing = false;
                if (!disposal.IsCancellationRequested)
                    timer.Change(changed ? dueTime : period, Timeout.InfiniteTimeSpan);
            }
        });
    }

    private static void Validate(TimeSpan span, string name)
    {
        var milliseconds = (long)span.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, 0xfffffffe, name);
    }
}
