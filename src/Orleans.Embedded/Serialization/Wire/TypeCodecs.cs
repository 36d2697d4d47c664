using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Serialization.Wire;

/// <summary>Which codec serves which type, and the names under which types travel.</summary>
internal sealed class TypeCodecs
{
    /// <summary>Values that cannot change and that every process knows: they need no bytes.</summary>
    private static readonly HashSet<Type> Atoms =
    [
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long),
        typeof(ulong), typeof(float), typeof(double), typeof(decimal), typeof(char), typeof(string), typeof(Guid), typeof(DateTime),
        typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly), typeof(Uri), typeof(Version),
        typeof(BigInteger), typeof(Half), typeof(Int128), typeof(UInt128), typeof(System.Net.IPAddress), typeof(GrainId), typeof(GrainType),
        typeof(IdSpan), typeof(GrainInterfaceType), typeof(ActivationId), typeof(Type), typeof(System.Globalization.CultureInfo),
    ];

    /// <summary>Collections that Orleans has codecs for. What a collection expression makes for an interface is not among them.</summary>
    private static readonly HashSet<Type> Collections =
    [
        typeof(List<>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>), typeof(SortedSet<>), typeof(LinkedList<>),
        typeof(Dictionary<,>), typeof(SortedDictionary<,>), typeof(SortedList<,>), typeof(ConcurrentDictionary<,>),
        typeof(ConcurrentQueue<>), typeof(System.Collections.ObjectModel.Collection<>),
        typeof(System.Collections.ObjectModel.ReadOnlyCollection<>), typeof(System.Collections.ObjectModel.ReadOnlyDictionary<,>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>),
        typeof(ImmutableQueue<>), typeof(ImmutableStack<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
    ];

    private readonly ConcurrentDictionary<Type, WireCodec> codecs = new();
    private readonly ConcurrentDictionary<string, Type> names = new();

    public static bool IsAtom(Type type) => Atoms.Contains(type) || type.IsEnum || typeof(Type).IsAssignableFrom(type);

    public WireCodec For(Type type) => codecs.GetOrAdd(type, Make);

    /// <summary>The alias of a type, or its full name; two types with one alias are refused.</summary>
    public string NameOf(Type type)
    {
        var name = type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias is { } alias && !type.IsGenericType
            ? alias
            : type.AssemblyQualifiedName!;
        var holder = names.GetOrAdd(name, type);
        return holder == type
            ? name
            : throw new CodecNotFoundException($"{type.FullName} and {holder.FullName} have the same alias \"{name}\".");
    }

    public Type TypeOf(string name) => names[name];

    private static WireCodec Make(Type type)
    {
        if (IsAtom(type) || type == typeof(object))
            return AtomCodec.Instance;
        if (typeof(Exception).IsAssignableFrom(type))
            return AtomCodec.Instance;
        if (type.IsArray)
            return new ArrayCodec(type);
        if (type.IsGenericType)
        {
            var definition = type.GetGenericTypeDefinition();
            if (Collections.Contains(definition))
                return new CollectionCodec(type);
            if (definition == typeof(KeyValuePair<,>) || IsTuple(definition))
                return new MemberCodec(type, MemberCodec.AllFields(type));
        }

        if (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            return new MemberCodec(type, AnnotatedMembers.Of(type));
        throw new CodecNotFoundException(
            typeof(IEnumerable).IsAssignableFrom(type)
                ? $"{type.FullName} is no collection that can be sent; make it a List, an array, an ImmutableArray or the like."
                : $"could not find a codec for type {type.FullName}: it has no [GenerateSerializer].");
    }

    private static bool IsTuple(Type definition) =>
        definition.FullName is { } name
        && (name.StartsWith("System.ValueTuple`", StringComparison.Ordinal) || name.StartsWith("System.Tuple`", StringComparison.Ordinal));
}
