using Orleans.Runtime;

namespace Orleans;

/// <summary>The stable name of a grain class; without it, the class name in lower case without the suffix "grain".</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    private readonly GrainType grainType = GrainType.Create(grainType);

    /// <summary>The name.</summary>
    public GrainType GetGrainType(IServiceProvider services, Type type) => grainType;
}
