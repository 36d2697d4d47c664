using Orleans.Runtime.Activations;
using Orleans.Timers;

namespace Orleans.Runtime.Timers;

internal sealed class TimerRegistry : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var activation = (Activation)grainContext;
        RuntimeContext.Check(activation);
        var timer = new GrainTimer<TState>(activation, callback, state, options);
        activation.Timers.Add(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }
}
