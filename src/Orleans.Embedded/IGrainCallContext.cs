using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A call, as filters see it.</summary>
public interface IGrainCallContext
{
    /// <summary>The method and its arguments.</summary>
    IInvokable Request { get; }

    /// <summary>The grain instance (incoming) or reference (outgoing).</summary>
    object Grain { get; }

    /// <summary>The calling grain, or null for a caller outside of grains.</summary>
    GrainId? SourceId { get; }

    /// <summary>The called grain.</summary>
    GrainId TargetId { get; }

    /// <summary>The interface by which it is called.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>The name of that interface.</summary>
    string InterfaceName { get; }

    /// <summary>The name of the method.</summary>
    string MethodName { get; }

    /// <summary>The method of the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The result, once there is one; setting it replaces it.</summary>
    object? Result { get; set; }

    /// <summary>The result or exception, once there is one.</summary>
    Response? Response { get; set; }

    /// <summary>Goes on with the call.</summary>
    Task Invoke();
}

/// <summary>A call at the grain that receives it.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The method of the grain class.</summary>
    MethodInfo ImplementationMethod { get; }
}

/// <summary>A call at its sender.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The calling activation, or null for a caller outside of grains.</summary>
    IGrainContext? SourceContext { get; }
}
