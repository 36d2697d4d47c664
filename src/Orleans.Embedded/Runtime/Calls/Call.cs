using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Runtime.Activations;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Calls;

/// <summary>
/// One call of a grain method: its arguments, its caller's promise and its place in the queue of the activation that gets it.
/// Emitted classes derive from the typed calls below, one for each method.
/// </summary>
internal abstract class Call(CallMethod method) : IInvokable
{
    public CallMethod Method { get; } = method;

    public InvokeMethodOptions Options { get; protected set; } = method.Options;

    /// <summary>Links and list of the queue that it is in; guarded by that activation's gate.</summary>
    internal Call? Next;

    internal Call? Previous;

    /// <summary>The reference by which it was made.</summary>
    internal GrainReference Target { get; set; } = null!;

    /// <summary>The activation that made it, or null for a caller outside of grains.</summary>
    internal Activation? Sender { get; set; }

    /// <summary>The activation that runs it.</summary>
    internal Activation? Activation { get; set; }

    /// <summary>The request context of its caller.</summary>
    internal Dictionary<string, object>? Context { get; set; }

    /// <summary>When a sweep first saw it, in timestamps of the clock; 0 before.</summary>
    internal long FirstSeen { get; set; }

    internal bool IsOneWay => (Options & InvokeMethodOptions.OneWay) != 0;

    internal bool IsReadOnly => (Options & InvokeMethodOptions.ReadOnly) != 0;

    internal bool IsAlwaysInterleave => (Options & InvokeMethodOptions.AlwaysInterleave) != 0;

    /// <summary>Whether its end restarts the idle time of its activation.</summary>
    internal virtual bool IsKeepAlive => true;

    /// <summary>Whether it dies with the activation for which it was queued.</summary>
    internal virtual bool IsLocalOnly => false;

    /// <summary>Whether its arguments are to be checked when it is sent.</summary>
    internal virtual bool HasArguments => true;

    /// <summary>How long its caller waits; null is for ever.</summary>
    internal virtual TimeSpan? ResponseTimeout => Method.Timeout ?? Target.Runtime.ResponseTimeout;

    /// <summary>Whether its caller no longer waits for it.</summary>
    internal abstract bool IsSettled { get; }

    /// <summary>The grain instance, while it runs.</summary>
    protected object? Instance => Activation is { GrainInstance: var instance } activation
        ? instance ?? throw new OrleansMessageRejectionException($"The object behind {activation.GrainId} is gone.")
        : null;

    /// <summary>Begins the method on the activation's turn; answers whether it has already ended.</summary>
    internal abstract bool Start();

    /// <summary>Ends the caller's wait with an exception, unless it has ended.</summary>
    internal abstract bool TryFail(Exception exception);

    /// <summary>It will not be run; where nobody waits for it, that is logged.</summary>
    internal void Refuse(Exception exception)
    {
        if (IsOneWay)
            Target.Runtime.Log.OneWayFailed(exception, Method, Target.GrainId);
        TryFail(exception);
    }

    /// <summary>The caller's time is up.</summary>
    internal virtual bool TryTimeOut(Exception exception) => TryFail(exception);

    public abstract ValueTask<Response> Invoke();

    public object? GetTarget() => Instance;

    public void SetTarget(ITargetHolder holder) => Activation = (Activation)holder;

    public virtual int GetArgumentCount() => Method.ParameterTypes.Length;

    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    public string GetMethodName() => Method.Name;

    public string GetInterfaceName() => Method.InterfaceType.FullName ?? Method.InterfaceType.Name;

    public string GetActivityName() => Method.ToString();

    public MethodInfo GetMethod() => Method.Method;

    public Type GetInterfaceType() => Method.InterfaceType;

    public TimeSpan? GetDefaultResponseTimeout() => Method.Timeout;

    public virtual CancellationToken GetCancellationToken() => default;

    /// <summary>Replaces the token among the arguments; emitted where there is one.</summary>
    internal virtual void SetCancellationToken(CancellationToken token)
    {
    }

    public virtual bool TryCancel() => false;

    public bool IsCancellable => Method.TokenIndex >= 0;

    public virtual void Dispose() => GC.SuppressFinalize(this);

    public override string ToString() => $"{Method} on {Target?.GrainId.ToString() ?? "no grain"}";
}
