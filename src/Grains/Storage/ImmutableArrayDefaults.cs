using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;

namespace Grains.Storage;

/// <summary>Gives an immutable array that older data does not have the empty value, so that a state can gain one.</summary>
internal static class ImmutableArrayDefaults
{
    public static void Apply(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;

        var arrays = type.Properties.Where(property => IsImmutableArray(property.PropertyType)).ToArray();
        if (arrays.Length == 0) return;

        var unset = arrays.Select(property => Activator.CreateInstance(property.PropertyType)!).ToArray();
        var empty = arrays.Select(property => Empty(property.PropertyType)).ToArray();
        var next = type.OnDeserialized;
        type.OnDeserialized = read =>
        {
            for (var index = 0; index < arrays.Length; index++)
            {
                if (arrays[index] is { Get: { } get, Set: { } set } && unset[index].Equals(get(read))) set(read, empty[index]);
            }

            next?.Invoke(read);
        };
    }

    private static bool IsImmutableArray(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    private static object Empty(Type type) => type.GetField(nameof(ImmutableArray<int>.Empty))!.GetValue(null)!;
}
