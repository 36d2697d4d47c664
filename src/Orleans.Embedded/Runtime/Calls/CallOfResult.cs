using Orleans.Runtime.Activations;
using Orleans.Runtime.Filters;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace Orleans.Runtime.Calls;

/// <summary>A call whose caller awaits a result of a type.</summary>
internal abstract class Call<TResult>(CallMethod method) : Call(method)
{
    private TaskCompletionSource<TResult>? promise;
    private CallCancellation? cancellation;

    internal sealed override bool IsSettled => promise is { Task.IsCompleted: true };

    /// <summary>Sends it; the task is the caller's.</summary>
    protected internal Task<TResult> SendAsync(GrainReference target)
    {
        Target = target;
        return target.Runtime.OutgoingFilters.Length == 0 ? SendDirectAsync() : SendFilteredAsync();
    }

    private async Task<TResult> SendFilteredAsync()
    {
        var response = await new OutgoingCallContext(
            this,
            async () => Response.FromResult(await SendDirectAsync())).RunAsync();
        return response.GetResult<TResult>()!;
    }

    /// <summary>Sends it to one activation, with which it dies.</summary>
    protected Task<TResult> SendToDirectAsync(Activation activation)
    {
        promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Sender = RuntimeContext.Current as Activation;
        Context = RequestContext.Values.Value;
        if (!activation.TryEnqueue(this))
            TryFail(new EnumerationAbortedException($"{activation.GrainId} was deactivated."));
        return promise.Task;
    }

    /// <summary>Sends it without filters, to a target that is set.</summary>
    protected Task<TResult> SendDirectAsync()
    {
        var target = Target;
        var task = (promise = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        if (Method.TokenIndex >= 0)
        {
            var token = GetCancellationToken();
            if (token.IsCancellationRequested)
                return Task.FromCanceled<TResult>(token);
            if (token.CanBeCanceled || target.Runtime.CancelsOnTimeout)
            {
                cancellation = new CallCancellation(this, token);
                SetCancellationToken(cancellation.CalleeToken);
            }
        }

        target.Runtime.Send(this);
        cancellation?.Watch();
        return IsOneWay ? Nothing : task;
    }

    private static Task<TResult> Nothing { get; } = Task.FromResult<TResult>(default!);

    internal sealed override bool TryFail(Exception exception)
    {
        if (promise is null || !promise.TrySetException(exception))
            return false;
        if (IsOneWay)
            _ = promise.Task.Exception; // nobody awaits it
        cancellation?.End();
        return true;
    }

    internal sealed override bool TryTimeOut(Exception exception)
    {
        if (!TryFail(exception))
            return false;
        if (Target.Runtime.CancelsOnTimeout)
            cancellation?.CancelCallee();
        return true;
    }

    public sealed override bool TryCancel()
    {
        if (cancellation is null || promise?.TrySetCanceled(cancellation.CallerToken) is not true)
            return false;
        cancellation.CancelCallee();
        return true;
    }

    /// <summary>The method has returned.</summary>
    protected void Complete(TResult result)
    {
        var runtime = Target.Runtime;
        if (runtime.Codec is { } codec)
        {
            try
            {
                result = codec.RoundTrip(result);
            }
            catch (Exception exception)
            {
                TryFail(exception);
                return;
            }
        }

        CompleteUnchecked(result);
    }

    /// <summary>The method has returned what needs no check.</summary>
    protected void CompleteUnchecked(TResult result)
    {
        promise?.TrySetResult(result);
        cancellation?.End();
    }

    /// <summary>The method has thrown.</summary>
    protected void Fail(Exception exception)
    {
        if (exception is InconsistentStateException inconsistent && (inconsistent.Origin ??= Activation) == Activation)
            Activation!.Deactivate(new(
                DeactivationReasonCode.ApplicationError, exception, "The stored state was changed by someone else."));
        if (IsOneWay)
            Target.Runtime.Log.OneWayFailed(exception, Method, Target.GrainId);
        TryFail(exception);
    }

    /// <summary>Begins it by way of the filters, if there are any.</summary>
    protected bool TryStartFiltered(out bool ended)
    {
        ended = false;
        if (!Activation!.HasIncomingFilters)
            return false;
        var run = RunFilteredAsync();
        ended = run.IsCompleted;
        if (!ended)
            run.GetAwaiter().UnsafeOnCompleted(() => Activation.OnCallEnded(this));
        return true;
    }

    /// <summary>Completes from a task that has ended.</summary>
    protected void Settle(Task task, TResult result)
    {
        if (task.IsCompletedSuccessfully)
            Complete(result);
        else
            Fail(task.Exception?.InnerExceptions[0] ?? new TaskCanceledException(task));
    }

    private async Task RunFilteredAsync()
    {
        try
        {
            var response = await new IncomingCallContext(this, Activation!).RunAsync();
            if (response.Exception is { } exception)
                Fail(exception);
            else
                Complete(response.Result is { } result ? (TResult)result : default!);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }
}
