using System.Reflection;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Activations;

/// <summary>Asks a grain whether a request may run beside others.</summary>
internal delegate bool MayInterleavePredicate(object grain, IInvokable request);

/// <summary>What the engine knows about one grain class.</summary>
internal sealed class GrainClass
{
    private readonly GrainConstructor constructor;

    private GrainClass()
    {
        Class = typeof(IGrainObserver);
        Type = GrainType.Create("sys.observer");
        constructor = null!;
    }

    public GrainClass(Type type, GrainCollectionOptions collection, int processors)
    {
        Class = type;
        Type = NameOf(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        IsIncomingFilter = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        if (type.GetCustomAttribute<StatelessWorkerAttribute>() is { } worker)
            (MaxWorkers, RemovesIdleWorkers) = (worker.MaxLocalWorkers > 0 ? worker.MaxLocalWorkers : processors, worker.RemovesIdleWorkers);
        CollectionAge = CollectionAgeOf(type, collection);
        Predicate = PredicateOf(type);
        constructor = new GrainConstructor(type);
    }

    /// <summary>Stands for the objects outside of grains that grains call.</summary>
    public static GrainClass OfObservers { get; } = new();

    public Type Class { get; }

    /// <summary>The stable name of the class.</summary>
    public GrainType Type { get; }

    public bool IsReentrant { get; }

    public bool IsIncomingFilter { get; }

    /// <summary>The most activations of one key, or 0 if it is no stateless worker.</summary>
    public int MaxWorkers { get; }

    /// <summary>Whether idle workers end after a rush, and not only by their age.</summary>
    public bool RemovesIdleWorkers { get; }

    /// <summary>How long an activation may be idle; null is for ever.</summary>
    public TimeSpan? CollectionAge { get; }

    public MayInterleavePredicate? Predicate { get; }

    public object Create(Activation activation) => constructor.Create(activation);

    /// <summary>The name that an attribute gives, or the class name in lower case without the suffix "grain".</summary>
    public static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } given)
            return given.GetGrainType(null!, type);
#pragma warning disable CA1308 // Orleans' convention is lower case
        var name = type.Name.ToLowerInvariant();
#pragma warning restore CA1308
        return GrainType.Create(name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name);
    }

    private static TimeSpan? CollectionAgeOf(Type type, GrainCollectionOptions collection)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute)))
            return null;
        if (type.GetCustomAttribute<CollectionAgeLimitAttribute>() is { } limit)
            return limit.AlwaysActive ? null : limit.AgeLimit;
        return collection.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var age) ? age : collection.CollectionAge;
    }

    private static MayInterleavePredicate? PredicateOf(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>()?.CallbackMethodName is not { } name)
            return null;
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.FlattenHierarchy;
        var method = type.GetMethod(name, Any, [typeof(IInvokable)]);
        if (method is null || method.ReturnType != typeof(bool))
            throw new InvalidOperationException(
                $"Grain class {type.FullName} names {name} in MayInterleave, but has no method bool {name}(IInvokable).");
        if (method.IsStatic)
        {
            var call = method.CreateDelegate<Func<IInvokable, bool>>();
            return (_, request) => call(request);
        }

        var bind = typeof(GrainClass).GetMethod(nameof(Bind), BindingFlags.Static | BindingFlags.NonPublic)!;
        return (MayInterleavePredicate)bind.MakeGenericMethod(type).Invoke(null, [method])!;
    }

    private static MayInterleavePredicate Bind<TGrain>(MethodInfo method)
        where TGrain : class
    {
        var call = method.CreateDelegate<Func<TGrain, IInvokable, bool>>();
        return (grain, request) => call((TGrain)grain, request);
    }
}
