using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Orleans.Runtime.Proxies;

/// <summary>Makes references: each interface has an emitted proxy class, shared by all hosts of the process.</summary>
internal sealed class GrainReferences(SiloRuntime runtime)
{
    private delegate GrainReference Factory(SiloRuntime runtime, GrainId id, Type interfaceType);

    private static readonly ConcurrentDictionary<Type, Factory> Factories = new();

    public GrainReference Create(Type interfaceType, GrainId id) =>
        Factories.GetOrAdd(interfaceType, Emit)(runtime, id, interfaceType);

    public GrainReference CreateUntyped(GrainId id) => new(runtime, id, typeof(IAddressable));

    private static Factory Emit(Type interfaceType)
    {
        if (!interfaceType.IsInterface || !typeof(IAddressable).IsAssignableFrom(interfaceType))
            throw new ArgumentException($"{interfaceType.FullName} is no grain interface.", nameof(interfaceType));
        var proxy = ProxyEmitter.Emit(interfaceType);
        var constructor = proxy.GetConstructors(BindingFlags.Instance | BindingFlags.Public)[0];
        ParameterExpression[] parameters =
        [
            Expression.Parameter(typeof(SiloRuntime)), Expression.Parameter(typeof(GrainId)), Expression.Parameter(typeof(Type)),
        ];
        return Expression.Lambda<Factory>(Expression.New(constructor, parameters), parameters).Compile();
    }
}
