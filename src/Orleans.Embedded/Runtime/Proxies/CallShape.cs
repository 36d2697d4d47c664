using System.Reflection;
using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Proxies;

/// <summary>Which base class serves a method, by what it returns: what to override and how to send.</summary>
internal sealed record CallShape(Type BaseType, MethodInfo Invoke, MethodInfo Send)
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    public static CallShape Of(MethodInfo method)
    {
        var returned = method.ReturnType;
        if (returned == typeof(Task))
            return Make(typeof(TaskCall), "InvokeInner", nameof(TaskCall.SendVoidAsync));
        if (returned == typeof(ValueTask))
            return Make(typeof(ValueTaskCall), "InvokeValue", nameof(ValueTaskCall.SendValueAsync));
        if (returned == typeof(void))
            return Make(typeof(VoidCall), "InvokeVoid", nameof(VoidCall.Send));
        if (returned.IsGenericType)
        {
            var definition = returned.GetGenericTypeDefinition();
            var result = returned.GetGenericArguments()[0];
            if (definition == typeof(Task<>))
                return Make(typeof(TaskCall<>).MakeGenericType(result), "InvokeInner", "SendAsync");
            if (definition == typeof(ValueTask<>))
                return Make(typeof(ValueTaskCall<>).MakeGenericType(result), "InvokeValue", "SendValueAsync");
            if (definition == typeof(IAsyncEnumerable<>))
                return Make(typeof(EnumerableCall<>).MakeGenericType(result), "InvokeInner", "SendStream");
        }

        throw new NotSupportedException(
            $"{method.DeclaringType?.Name}.{method.Name} returns {returned.Name}; a grain method returns Task, Task<T>, ValueTask, "
            + "ValueTask<T>, IAsyncEnumerable<T> or, where nobody waits for it, void.");
    }

    private static CallShape Make(Type type, string invoke, string send) =>
        new(type, type.GetMethod(invoke, Any, Type.EmptyTypes)!, type.GetMethod(send, Any)!);
}
