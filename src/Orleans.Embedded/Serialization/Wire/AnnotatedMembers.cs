using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization.Wire;

/// <summary>
/// The members of an annotated type: those with an [Id], and the parameters of a record's primary constructor. A field or property
/// that is neither would be lost on the way to another process, so it is refused; [NonSerialized] on the field says that it may be.
/// </summary>
internal static class AnnotatedMembers
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<FieldInfo> Of(Type type)
    {
        List<FieldInfo> all = [];
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
            all.InsertRange(0, OfLevel(level));
        return all;
    }

    private static IEnumerable<FieldInfo> OfLevel(Type level)
    {
        var attribute = level.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false)
            ?? throw new CodecNotFoundException($"its base type {level.FullName} has no [GenerateSerializer].");
        var parameters = PrimaryParameters(level, attribute);
        SortedDictionary<uint, FieldInfo> byId = [];
        SortedDictionary<int, FieldInfo> byPosition = [];
        foreach (var field in level.GetFields(Declared))
        {
            var property = PropertyOf(level, field);
            var id = field.GetCustomAttribute<IdAttribute>() ?? property?.GetCustomAttribute<IdAttribute>();
            var position = parameters.FindIndex(p => p.Name == (property?.Name ?? ParameterName(field)));
            if (id is null && position >= 0)
                id = parameters[position].GetCustomAttribute<IdAttribute>();
            if (id is not null)
            {
                if (!byId.TryAdd(id.Id, field))
                    throw new CodecNotFoundException($"two members of {level.FullName} have [Id({id.Id})].");
            }
            else if (position >= 0)
            {
                byPosition.Add(position, field);
            }
            else if (!IsLeftOut(field) && !IsAutomatic(attribute, property))
            {
                throw new CodecNotFoundException($"{level.FullName}.{property?.Name ?? field.Name} has no [Id], so it would be lost.");
            }
            else if (!IsLeftOut(field))
            {
                byPosition.Add(parameters.Count + byPosition.Count, field);
            }
        }

        return [.. byId.Values, .. byPosition.Values];
    }

    private static bool IsAutomatic(GenerateSerializerAttribute attribute, PropertyInfo? property) =>
        attribute.GenerateFieldIds == GenerateFieldIds.PublicProperties && property?.GetMethod is { IsPublic: true };

#pragma warning disable SYSLIB0050 // only the mark is used, as Orleans does
    private static bool IsLeftOut(FieldInfo field) => field.IsNotSerialized;
#pragma warning restore SYSLIB0050

    private static List<ParameterInfo> PrimaryParameters(Type level, GenerateSerializerAttribute attribute)
    {
        var isRecord = level.GetMethod("<Clone>$", Declared) is not null
            || (level.IsValueType && level.GetMethod("PrintMembers", Declared) is not null);
        if (!isRecord && !attribute.IncludePrimaryConstructorParameters)
            return [];
        var constructors = level.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(c => c.GetParameters() is not [var only] || only.ParameterType != level).ToArray();
        return constructors.Length == 0 ? [] : [.. constructors.MaxBy(c => c.GetParameters().Length)!.GetParameters()];
    }

    private static PropertyInfo? PropertyOf(Type level, FieldInfo field) =>
        field.IsDefined(typeof(CompilerGeneratedAttribute)) && field.Name.StartsWith('<')
            ? level.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], Declared)
            : null;

    /// <summary>The parameter that the compiler captured in this field, as &lt;name&gt;P.</summary>
    private static string ParameterName(FieldInfo field) =>
        field.Name.StartsWith('<') && field.Name.EndsWith(">P", StringComparison.Ordinal) ? field.Name[1..^2] : field.Name;
}
