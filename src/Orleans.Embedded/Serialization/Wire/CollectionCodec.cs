using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Reflection;

namespace Orleans.Serialization.Wire;

/// <summary>Writes a collection as its items, with its comparer passed along, and builds one of the same type from them.</summary>
internal sealed class CollectionCodec : WireCodec
{
    private static readonly Dictionary<Type, Type> ImmutableFactories = new()
    {
        [typeof(ImmutableArray<>)] = typeof(ImmutableArray),
        [typeof(ImmutableList<>)] = typeof(ImmutableList),
        [typeof(ImmutableHashSet<>)] = typeof(ImmutableHashSet),
        [typeof(ImmutableSortedSet<>)] = typeof(ImmutableSortedSet),
        [typeof(ImmutableQueue<>)] = typeof(ImmutableQueue),
        [typeof(ImmutableStack<>)] = typeof(ImmutableStack),
        [typeof(ImmutableDictionary<,>)] = typeof(ImmutableDictionary),
        [typeof(ImmutableSortedDictionary<,>)] = typeof(ImmutableSortedDictionary),
    };

    private readonly Type type;
    private readonly Type element;
    private readonly bool reversed;

    public CollectionCodec(Type type)
    {
        this.type = type;
        var arguments = type.GetGenericArguments();
        element = arguments.Length == 1 ? arguments[0] : typeof(KeyValuePair<,>).MakeGenericType(arguments);
        var definition = type.GetGenericTypeDefinition();
        reversed = definition == typeof(Stack<>) || definition == typeof(ImmutableStack<>);
    }

    public override void Write(WireContext context, object value)
    {
        var items = ItemsOf(value);
        if (reversed)
            items.Reverse();
        var comparer = type.GetProperty("Comparer")?.GetValue(value) ?? type.GetProperty("KeyComparer")?.GetValue(value);
        context.Writer!.Write(comparer is null ? -1 : context.References.Count);
        if (comparer is not null)
            context.References.Add(comparer);
        context.Writer.Write(items.Count);
        foreach (var item in items)
            context.Codec.Write(context, element, item);
    }

    public override object Read(WireContext context)
    {
        var comparerAt = context.Reader!.ReadInt32();
        var comparer = comparerAt < 0 ? null : context.References[comparerAt];
        var count = context.Reader.ReadInt32();
        var items = Array.CreateInstance(element, count);
        for (var i = 0; i < count; i++)
            items.SetValue(context.Codec.Read(context, element), i);
        return Build(items, comparer);
    }

    private static List<object?> ItemsOf(object value)
    {
        // A default ImmutableArray cannot be enumerated; it travels as an empty one, as it does in Orleans.
        if (value.GetType().GetProperty("IsDefault")?.GetValue(value) is true)
            return [];
        return [.. ((IEnumerable)value).Cast<object?>()];
    }

    private object Build(Array items, object? comparer)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments();
        if (ImmutableFactories.TryGetValue(definition, out var factory))
        {
            var create = factory.GetMethods(BindingFlags.Public | BindingFlags.Static).First(m =>
                m.Name == "CreateRange" && m.GetGenericArguments().Length == arguments.Length
                && m.GetParameters() is [{ ParameterType.Name: "IEnumerable`1" }]).MakeGenericMethod(arguments);
            var built = create.Invoke(null, [items])!;
            var with = type.GetMethod("WithComparer", [typeof(IEqualityComparer<>).MakeGenericType(arguments[0])])
                ?? type.GetMethod("WithComparers", [typeof(IEqualityComparer<>).MakeGenericType(arguments[0])]);
            return comparer is null || with is null ? built : with.Invoke(built, [comparer])!;
        }

        if (definition == typeof(ReadOnlyCollection<>) || definition == typeof(Collection<>))
            return Activator.CreateInstance(type, Activator.CreateInstance(typeof(List<>).MakeGenericType(arguments), items))!;
        if (definition == typeof(ReadOnlyDictionary<,>))
            return Activator.CreateInstance(type, Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments), items))!;
        if (definition == typeof(SortedDictionary<,>) || definition == typeof(SortedList<,>))
        {
            var sorted = (IDictionary)Activator.CreateInstance(type, comparer)!;
            foreach (var item in items)
                sorted.Add(element.GetProperty("Key")!.GetValue(item)!, element.GetProperty("Value")!.GetValue(item));
            return sorted;
        }

        return comparer is null || definition == typeof(ConcurrentDictionary<,>)
            ? Activator.CreateInstance(type, items)!
            : Activator.CreateInstance(type, items, comparer)!;
    }
}
