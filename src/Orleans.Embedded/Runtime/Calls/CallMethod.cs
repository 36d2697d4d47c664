using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace Orleans.Runtime.Calls;

/// <summary>What the engine knows about one method of a grain interface; made once, when the proxy is emitted.</summary>
internal sealed class CallMethod
{
    public CallMethod(Type interfaceType, MethodInfo method)
    {
        InterfaceType = interfaceType;
        Method = method;
        ParameterTypes = [.. method.GetParameters().Select(p => p.ParameterType)];
        TokenIndex = Array.IndexOf(ParameterTypes, typeof(CancellationToken));
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        if (method.IsDefined(typeof(AlwaysInterleaveAttribute)))
            Options |= InvokeMethodOptions.AlwaysInterleave;
        if (method.IsDefined(typeof(ReadOnlyAttribute)))
            Options |= InvokeMethodOptions.ReadOnly;
        if (method.IsDefined(typeof(OneWayAttribute)) || method.ReturnType == typeof(void))
            Options |= InvokeMethodOptions.OneWay;
    }

    public Type InterfaceType { get; }

    public MethodInfo Method { get; }

    public Type[] ParameterTypes { get; }

    /// <summary>The index of the cancellation token among the parameters, or -1.</summary>
    public int TokenIndex { get; }

    public TimeSpan? Timeout { get; }

    public InvokeMethodOptions Options { get; }

    public string Name => Method.Name;

    /// <summary>Interface and method, as error messages name them.</summary>
    public override string ToString() => $"{InterfaceType.Name}.{Method.Name}";
}
