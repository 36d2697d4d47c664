using System.Reflection;
using Grains.Chat;
using Grains.Storage;

namespace Architecture.Tests;

/// <summary>The grain interfaces and every type of ours that travels through them or is stored.</summary>
internal static class Contracts
{
    private static readonly Assembly[] Ours = [typeof(IChatSessionGrain).Assembly, typeof(IEventLog).Assembly];

    public static IReadOnlyList<Type> Interfaces { get; } =
        [.. Ours.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>Types in arguments, results and persistent states, and what they hold, without generic arguments.</summary>
    public static IReadOnlyList<Type> Messages { get; } = [.. FindMessages().OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public static IEnumerable<PersistentStateAttribute> States =>
        from type in Ours.SelectMany(assembly => assembly.GetTypes())
        from constructor in type.GetConstructors()
        from parameter in constructor.GetParameters()
        let state = parameter.GetCustomAttribute<PersistentStateAttribute>()
        where state is not null
        select state;

    public static string? AliasOf(MemberInfo member) => member.GetCustomAttributes<AliasAttribute>().FirstOrDefault()?.Alias;

    public static IEnumerable<(PropertyInfo Property, uint? Id)> MembersOf(Type type) =>
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract"
        where property.SetMethod is not null
        select (property, property.GetCustomAttribute<IdAttribute>()?.Id);

    private static HashSet<Type> FindMessages()
    {
        var found = new HashSet<Type>();
        foreach (var method in Interfaces.SelectMany(contract => contract.GetMethods()))
        {
            Add(method.ReturnType, found);
            foreach (var parameter in method.GetParameters()) Add(parameter.ParameterType, found);
        }

        var stored =
            from type in Ours.SelectMany(assembly => assembly.GetTypes())
            from constructor in type.GetConstructors()
            from parameter in constructor.GetParameters()
            where parameter.GetCustomAttribute<PersistentStateAttribute>() is not null
            select parameter.ParameterType;
        foreach (var type in stored.ToArray()) Add(type, found);
        return found;
    }

    private static void Add(Type type, HashSet<Type> found)
    {
        foreach (var argument in type.GetGenericArguments()) Add(argument, found);
        if (type.HasElementType) Add(type.GetElementType()!, found);
        if (type.IsGenericType) type = type.GetGenericTypeDefinition();
        if (!Ours.Contains(type.Assembly) || type.IsInterface || type.IsGenericParameter || !found.Add(type)) return;

        if (type.BaseType is { } parent) Add(parent, found);
        foreach (var (property, _) in MembersOf(type)) Add(property.PropertyType, found);
        foreach (var derived in Ours.SelectMany(assembly => assembly.GetTypes()).Where(candidate => candidate.BaseType == type)) Add(derived, found);
    }
}
