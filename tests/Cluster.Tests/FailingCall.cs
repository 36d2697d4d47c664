using System.Reflection;
using Grains.Outcomes;
using Orleans.Serialization.Invocation;

namespace Cluster.Tests;

/// <summary>A call from a front end whose tries end as a test says.</summary>
internal sealed class FailingCall(string method, Func<int, Exception?> failure) : IOutgoingGrainCallContext
{
    /// <summary>How often it was made.</summary>
    public int Tries { get; private set; }

    public MethodInfo InterfaceMethod { get; } = typeof(ICalled).GetMethod(method)!;

    /// <summary>What a try that does not fail answers.</summary>
    public Func<int, Outcome<Done>> ResultOf { get; init; } = static _ => default(Done);

    public Task Invoke()
    {
        if (failure(++Tries) is { } thrown) return Task.FromException(thrown);
        Result = ResultOf(Tries);
        return Task.CompletedTask;
    }

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
