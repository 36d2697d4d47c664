using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Activations;

/// <summary>The life of an activation: makes the grain, starts it, ends it, and hands its queue on.</summary>
internal sealed class ActivationLife(Activation activation, WeakReference<IGrainObserver>? observer = null)
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ActivationState state = observer is null ? ActivationState.Created : ActivationState.Valid;
    private object? instance;
    private DeactivationReason? reason;
    private IServiceScope? scope;
    private GrainLifecycle? lifecycle;
    private bool stopping;

    public ActivationState State => state;

    public bool IsObserver => observer is not null;

    public object? Instance => observer is null ? instance : observer.TryGetTarget(out var target) ? target : null;

    public IServiceProvider Services => scope?.ServiceProvider ?? activation.Runtime.Services;

    public GrainLifecycle Lifecycle => lifecycle ??= new GrainLifecycle();

    public Task Ended => ended.Task;

    private object Gate => activation.Turns.Gate;

    private SiloRuntime Runtime => activation.Runtime;

    /// <summary>Called on a turn while the activation is not valid: goes one step on, if it can.</summary>
    public void Advance()
    {
        Func<Task>? step = null;
        lock (Gate)
        {
            activation.Turns.PumpedLocked();
            if (state == ActivationState.Created)
            {
                state = ActivationState.Activating;
                step = StartAsync;
            }
            else if (state == ActivationState.Deactivating && activation.Requests.Running == 0 && !stopping)
            {
                stopping = true;
                step = StopAsync;
            }
        }

        // Both catch everything, so there is nothing to observe.
        _ = step?.Invoke();
    }

    /// <summary>Begins to end the activation, once; an activation that is still starting ends when it has started.</summary>
    public bool Deactivate(DeactivationReason why, bool onlyIfIdle)
    {
        bool wake;
        lock (Gate)
        {
            if (state >= ActivationState.Deactivating || reason is not null)
                return false;
            if (onlyIfIdle && (state != ActivationState.Valid || !activation.Requests.IsEmpty))
                return false;
            reason = why;
            if (state != ActivationState.Valid)
                return true;
            state = ActivationState.Deactivating;
            wake = activation.Turns.SignalLocked();
        }

        if (wake)
            activation.Turns.Wake();
        return true;
    }

    public void Abandon(DeactivationReason why)
    {
        lock (Gate)
        {
            if (state == ActivationState.Closed)
                return;
            reason = why;
        }

        Runtime.Log.ActivationAbandoned(activation.GrainId, why.Description);
        Close(null);
    }

    /// <summary>Ends what stands for an object outside of grains; what still waits fails.</summary>
    public void Forget()
    {
        if (state != ActivationState.Closed)
            Close(new OrleansMessageRejectionException($"The object behind {activation.GrainId} is gone."));
    }

    private async Task StartAsync()
    {
        using var timeout = new CancellationTokenSource(Runtime.Collection.ActivationTimeout, Runtime.Time);
        try
        {
            RequestContext.Values.Value = FirstContext();
            scope = Runtime.Scopes.CreateScope();
            instance = activation.Class.Create(activation);
            if (instance is ILifecycleParticipant<IGrainLifecycle> participant)
                participant.Participate(Lifecycle);
            if (lifecycle is not null)
                await lifecycle.OnStart(timeout.Token);
            if (Instance is IGrainBase grain)
                await grain.OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception thrown)
        {
            var exception = thrown is OperationCanceledException && timeout.IsCancellationRequested
                ? new TimeoutException($"{activation.GrainId} took longer than {Runtime.Collection.ActivationTimeout} to activate.")
                : thrown;
            Runtime.Log.ActivationFailed(exception, activation.GrainId);
            reason = new(DeactivationReasonCode.ActivationFailed, exception, "The activation could not start.");
            await ReleaseAsync();
            Close(exception);
            return;
        }

        lock (Gate)
        {
            if (state == ActivationState.Closed)
                return;
            state = reason is null ? ActivationState.Valid : ActivationState.Deactivating;
        }

        activation.Turns.Signal();
    }

    private async Task StopAsync()
    {
        var why = reason!.Value;
        using var timeout = new CancellationTokenSource(Runtime.Collection.DeactivationTimeout, Runtime.Time);
        try
        {
            activation.Timers.DisposeAll();
            await activation.Streams.AbortAllAsync().WaitAsync(timeout.Token);
            if (Instance is IGrainBase grain)
                await grain.OnDeactivateAsync(why, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            Runtime.Log.DeactivationFailed(exception, activation.GrainId);
        }

        try
        {
            if (lifecycle is not null)
                await lifecycle.OnStop(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            Runtime.Log.DeactivationFailed(exception, activation.GrainId);
        }

        await ReleaseAsync();
        Close(null);
    }

    private async Task ReleaseAsync()
    {
        try
        {
            if (Instance is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                (Instance as IDisposable)?.Dispose();
            if (scope is IAsyncDisposable services)
                await services.DisposeAsync();
            else
                scope?.Dispose();
        }
        catch (Exception exception)
        {
            Runtime.Log.DeactivationFailed(exception, activation.GrainId);
        }
    }

    /// <summary>Takes no more calls; those that wait fail with the exception, or go to the next activation if there is none.</summary>
    private void Close(Exception? failure)
    {
        Call[] rest;
        lock (Gate)
        {
            state = ActivationState.Closed;
            rest = activation.Requests.DrainWaitingLocked();
            activation.RestLocked();
        }

        activation.Timers.DisposeAll();
        if (activation.Pool is { } pool)
            pool.Remove(activation);
        else
            Runtime.Catalog.Remove(activation);
        foreach (var call in rest)
        {
            if (call.IsSettled)
                continue;
            if (call.IsLocalOnly)
                call.TryFail(new EnumerationAbortedException($"{activation.GrainId} was deactivated."));
            else if (failure is null)
                Runtime.Deliver(call);
            else
                call.Refuse(failure);
        }

        ended.TrySetResult();
    }

    private Dictionary<string, object>? FirstContext()
    {
        lock (Gate)
            return activation.Requests.FirstWaiting?.Context;
    }
}
