using System.Reflection;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Calls;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Filters;

/// <summary>A call at the grain that gets it: the host's filters, then the grain itself if it is one.</summary>
internal sealed class IncomingCallContext(Call call, Activation activation) : GrainCallContext(call), IIncomingGrainCallContext
{
    private readonly IIncomingGrainCallFilter[] filters = activation.Runtime.IncomingFilters;

    public override object Grain => activation.GrainInstance!;

    public IGrainContext TargetContext => activation;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var declaring = InterfaceMethod.DeclaringType!;
            var type = Grain.GetType();
            if (!declaring.IsAssignableFrom(type))
                return InterfaceMethod;
            var map = type.GetInterfaceMap(declaring);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    protected override int FilterCount => filters.Length + (activation.Class.IsIncomingFilter ? 1 : 0);

    protected override Task InvokeFilter(int index) =>
        index < filters.Length ? filters[index].Invoke(this) : ((IIncomingGrainCallFilter)Grain).Invoke(this);

    protected override ValueTask<Response> InvokeMethod() => Call.Invoke();
}
