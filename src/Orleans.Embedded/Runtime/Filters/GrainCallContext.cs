using System.Reflection;
using Orleans.Runtime.Calls;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Filters;

/// <summary>A call on its way through filters.</summary>
internal abstract class GrainCallContext(Call call) : IGrainCallContext
{
    private int next;

    public IInvokable Request => call;

    public abstract object Grain { get; }

    public GrainId? SourceId => call.Sender?.GrainId;

    public GrainId TargetId => call.Target.GrainId;

    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceName);

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.Method.Name;

    public MethodInfo InterfaceMethod => call.Method.Method;

    public object? Result
    {
        get => Response is { Exception: null } response ? response.Result : null;
        set => Response = Response.FromResult(value);
    }

    public Response? Response { get; set; }

    protected Call Call => call;

    /// <summary>Goes to the next filter, or after the last one to the method.</summary>
    public async Task Invoke()
    {
        var index = next++;
        if (index < FilterCount)
        {
            await InvokeFilter(index);
            return;
        }

        Response = await InvokeMethod();

        // Filters see a failure as an exception, which they may catch.
        if (Response.Exception is { } exception)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
    }

    /// <summary>Runs the filters and the method.</summary>
    public async Task<Response> RunAsync()
    {
        try
        {
            await Invoke();
            return Response is { Exception: null } response ? response : Response.Completed;
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    protected abstract int FilterCount { get; }

    protected abstract Task InvokeFilter(int index);

    protected abstract ValueTask<Response> InvokeMethod();
}
