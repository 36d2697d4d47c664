using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Configuration;

namespace Orleans.Runtime.Activations;

/// <summary>The grain classes of the host, and which of them serves an interface.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> byType = [];
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainType> byInterface = new();

    /// <param name="processors">How many activations a stateless worker has that names no number; null for as many as this machine has processors.</param>
    public GrainClasses(IEnumerable<Assembly> assemblies, GrainCollectionOptions collection, int? processors = null)
    {
        foreach (var type in assemblies.SelectMany(GrainAssemblies.TypesOf).Where(IsGrainClass))
        {
            var added = new GrainClass(type, collection, processors ?? Environment.ProcessorCount);
            if (!byType.TryAdd(added.Type, added))
                throw new OrleansConfigurationException(
                    $"Grain classes {byType[added.Type].Class.FullName} and {type.FullName} have the same grain type "
                    + $"{added.Type}; give one a [GrainType].");
        }
    }

    public GrainClass? Find(GrainType type) => byType.GetValueOrDefault(type);

    /// <summary>The one class that implements an interface; a prefix of its full name chooses where there are several.</summary>
    public GrainType Implementing(Type interfaceType, string? prefix = null) =>
        byInterface.GetOrAdd((interfaceType, prefix), Search);

    private GrainType Search((Type Interface, string? Prefix) key)
    {
        var found = byType.Values
            .Where(c => key.Interface.IsAssignableFrom(c.Class))
            .Where(c => key.Prefix is null || c.Class.FullName!.StartsWith(key.Prefix, StringComparison.Ordinal))
            .ToArray();
        return found switch
        {
            [var only] => only.Type,
            [] => throw new ArgumentException(
                $"Could not find an implementation for interface {key.Interface.FullName}"),
            _ => throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for interface {key.Interface.FullName}. Candidates: "
                + string.Join(", ", found.Select(c => c.Class.FullName))),
        };
    }

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IGrain).IsAssignableFrom(type)
        && !typeof(GrainReference).IsAssignableFrom(type);
}
