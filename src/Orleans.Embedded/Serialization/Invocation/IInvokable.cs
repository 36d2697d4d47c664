using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A method call as an object.</summary>
public interface IInvokable : IDisposable
{
    /// <summary>What it is called on, once that is known.</summary>
    object? GetTarget();

    /// <summary>Sets what it is called on.</summary>
    void SetTarget(ITargetHolder holder);

    /// <summary>Calls the method.</summary>
    ValueTask<Response> Invoke();

    /// <summary>How many arguments there are.</summary>
    int GetArgumentCount();

    /// <summary>An argument by index.</summary>
    object? GetArgument(int index);

    /// <summary>Replaces an argument.</summary>
    void SetArgument(int index, object value);

    /// <summary>The method's name.</summary>
    string GetMethodName();

    /// <summary>The interface's name.</summary>
    string GetInterfaceName();

    /// <summary>The name under which it is traced.</summary>
    string GetActivityName();

    /// <summary>The method of the interface.</summary>
    MethodInfo GetMethod();

    /// <summary>The interface.</summary>
    Type GetInterfaceType();

    /// <summary>How long the caller waits, where the method says so.</summary>
    TimeSpan? GetDefaultResponseTimeout() => default;

    /// <summary>The token among the arguments.</summary>
    CancellationToken GetCancellationToken() => default;

    /// <summary>Cancels that token.</summary>
    bool TryCancel() => false;

    /// <summary>Whether there is a token.</summary>
    bool IsCancellable => false;
}

/// <summary>Holds what calls are made on.</summary>
public interface ITargetHolder
{
    /// <summary>The target.</summary>
    object? GetTarget();

    /// <summary>A component of the target.</summary>
    object? GetComponent(Type componentType);
}
