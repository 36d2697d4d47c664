using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Cluster.Tests;

/// <summary>A call from a front end whose tries end as a test says.</summary>
internal sealed class FailingCall(string method, Func<int, Exception?> failure) : IOutgoingGrainCallContext
{
    /// <summary>How often it was made.</summary>
    public int Tries { get; private set; }

    public MethodInfo InterfaceMethod { get; } = typeof(ICalled).GetMethod(method)!;

    public Task Invoke() => failure(++Tries) is { } thrown ? Task.FromException(thrown) : Task.CompletedTask;

    public IInvokable Request => throw new NotSupportedException();

    public object Grain => throw new NotSupportedException();

    public MethodInfo ImplementationMethod => throw new NotSupportedException();

    public object? Result { get; set; }

    public Response? Response { get; set; }

    public IGrainContext? SourceContext => null;

    public GrainId? SourceId => null;

    public GrainId TargetId => throw new NotSupportedException();

    public GrainInterfaceType InterfaceType => throw new NotSupportedException();

    public string InterfaceName => nameof(ICalled);

    public string MethodName => method;
}
