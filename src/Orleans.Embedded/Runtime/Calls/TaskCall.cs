using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Calls;

/// <summary>The result of a method that has none.</summary>
internal readonly struct Nothing;

/// <summary>A call of a method that returns a <see cref="Task{T}"/>.</summary>
internal abstract class TaskCall<TResult>(CallMethod method) : Call<TResult>(method)
{
    private Task<TResult>? running;

    /// <summary>Calls the method; emitted.</summary>
    protected abstract Task<TResult> InvokeInner();

    internal sealed override bool Start()
    {
        if (TryStartFiltered(out var ended))
            return ended;
        try
        {
            running = InvokeInner();
        }
        catch (Exception exception)
        {
            Fail(exception);
            return true;
        }

        if (running.IsCompleted)
        {
            Settle(running, running.IsCompletedSuccessfully ? running.Result : default!);
            return true;
        }

        running.GetAwaiter().UnsafeOnCompleted(OnEnded);
        return false;
    }

    public sealed override async ValueTask<Response> Invoke()
    {
        try
        {
            return Response.FromResult(await InvokeInner());
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    private void OnEnded()
    {
        Settle(running!, running!.IsCompletedSuccessfully ? running.Result : default!);
        Activation!.OnCallEnded(this);
    }
}

/// <summary>A call of a method that returns a <see cref="Task"/>.</summary>
internal abstract class TaskCall(CallMethod method) : Call<Nothing>(method)
{
    private Task? running;

    /// <summary>Calls the method; emitted.</summary>
    protected abstract Task InvokeInner();

    /// <summary>Sends it, for a method without a result.</summary>
    protected internal Task SendVoidAsync(GrainReference target) => SendAsync(target);

    internal sealed override bool Start()
    {
        if (TryStartFiltered(out var ended))
            return ended;
        try
        {
            running = InvokeInner();
        }
        catch (Exception exception)
        {
            Fail(exception);
            return true;
        }

        if (running.IsCompleted)
        {
            Settle(running, default);
            return true;
        }

        running.GetAwaiter().UnsafeOnCompleted(OnEnded);
        return false;
    }

    public sealed override async ValueTask<Response> Invoke()
    {
        try
        {
            await InvokeInner();
            return Response.Completed;
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    private void OnEnded()
    {
        Settle(running!, default);
        Activation!.OnCallEnded(this);
    }
}
