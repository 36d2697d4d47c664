using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Runtime.Activations;
using Orleans.Storage;

namespace Orleans.Runtime.State;

/// <summary>Makes the state facets of a grain's constructor.</summary>
internal static class PersistentStates
{
    private static readonly MethodInfo CreateMethod =
        typeof(PersistentStates).GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static Func<Activation, object?> FactoryFor(ParameterInfo parameter, PersistentStateAttribute attribute)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new OrleansConfigurationException(
                $"Parameter {parameter.Name} of {parameter.Member.DeclaringType?.FullName} has [PersistentState], so it must be an "
                + "IPersistentState<T>.");
        var create = CreateMethod.MakeGenericMethod(type.GetGenericArguments())
            .CreateDelegate<Func<Activation, PersistentStateAttribute, object>>();
        return activation => create(activation, attribute);
    }

    private static object Create<TState>(Activation activation, PersistentStateAttribute attribute)
    {
        var name = attribute.StorageName ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;
        var storage = activation.ActivationServices.GetKeyedService<IGrainStorage>(name)
            ?? throw new OrleansConfigurationException(
                $"No storage provider found loading grain type {activation.Class.Class.FullName}: there is none named \"{name}\".");
        var state = new PersistentState<TState>(attribute.StateName, activation, storage);
        activation.ObservableLifecycle.Subscribe(attribute.StateName, GrainLifecycleStage.SetupState, state);
        return state;
    }
}
