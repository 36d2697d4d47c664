using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.State;

namespace Orleans.Runtime.Activations;

/// <summary>Makes instances of a grain class: state facets, the activation itself, and services for what else the constructor asks.</summary>
internal sealed class GrainConstructor
{
    private readonly ConstructorInvoker invoker;
    private readonly Func<Activation, object?>[] sources;

    public GrainConstructor(Type type)
    {
        var constructors = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public);
        if (constructors.Length == 0)
            constructors = type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic);
        var chosen = constructors.FirstOrDefault(c => c.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors.MaxBy(c => c.GetParameters().Length)
            ?? throw new OrleansConfigurationException($"Grain class {type.FullName} has no constructor.");
        invoker = ConstructorInvoker.Create(chosen);
        sources = [.. chosen.GetParameters().Select(SourceOf)];
    }

    public object Create(Activation activation)
    {
        var arguments = new object?[sources.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = sources[i](activation);
        return invoker.Invoke(arguments.AsSpan());
    }

    private static Func<Activation, object?> SourceOf(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
            return PersistentStates.FactoryFor(parameter, state);
        if (type == typeof(IGrainContext))
            return activation => activation;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
            return activation => parameter.HasDefaultValue
                ? activation.ActivationServices.GetKeyedService(type, keyed.Key) ?? parameter.DefaultValue
                : activation.ActivationServices.GetRequiredKeyedService(type, keyed.Key);
        return activation => parameter.HasDefaultValue
            ? activation.ActivationServices.GetService(type) ?? parameter.DefaultValue
            : activation.ActivationServices.GetRequiredService(type);
    }
}
