using System.Runtime.CompilerServices;

namespace Orleans.Runtime.State;

/// <summary>Makes the state of a grain that has none stored: by the parameterless constructor, or else a blank instance.</summary>
internal static class StateActivator<TState>
{
    private static readonly bool HasConstructor =
        typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null;

    public static TState Create() =>
        HasConstructor ? Activator.CreateInstance<TState>() : (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));
}
