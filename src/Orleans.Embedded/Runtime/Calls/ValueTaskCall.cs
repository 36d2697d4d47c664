namespace Orleans.Runtime.Calls;

/// <summary>A call of a method that returns a <see cref="ValueTask{T}"/>.</summary>
internal abstract class ValueTaskCall<TResult>(CallMethod method) : TaskCall<TResult>(method)
{
    /// <summary>Calls the method; emitted.</summary>
    protected abstract ValueTask<TResult> InvokeValue();

    protected sealed override Task<TResult> InvokeInner() => InvokeValue().AsTask();

    /// <summary>Sends it.</summary>
    protected internal ValueTask<TResult> SendValueAsync(GrainReference target) => new(SendAsync(target));
}

/// <summary>A call of a method that returns a <see cref="ValueTask"/>.</summary>
internal abstract class ValueTaskCall(CallMethod method) : TaskCall(method)
{
    /// <summary>Calls the method; emitted.</summary>
    protected abstract ValueTask InvokeValue();

    protected sealed override Task InvokeInner() => InvokeValue().AsTask();

    /// <summary>Sends it.</summary>
    protected internal ValueTask SendValueAsync(GrainReference target) => new(SendAsync(target));
}

/// <summary>A call of a method that returns nothing: nobody waits for it.</summary>
internal abstract class VoidCall(CallMethod method) : TaskCall(method)
{
    /// <summary>Calls the method; emitted.</summary>
    protected abstract void InvokeVoid();

    protected sealed override Task InvokeInner()
    {
        InvokeVoid();
        return Task.CompletedTask;
    }

    /// <summary>Sends it.</summary>
    protected internal void Send(GrainReference target) => _ = SendAsync(target);
}
