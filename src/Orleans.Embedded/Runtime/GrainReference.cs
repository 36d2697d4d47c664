using Orleans.Runtime.Activations;

namespace Orleans.Runtime;

/// <summary>A reference to a grain: its identity and the interface by which it is called. Emitted proxies derive from it.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly Type interfaceType;

    internal GrainReference(SiloRuntime runtime, GrainId grainId, Type interfaceType)
    {
        Runtime = runtime;
        GrainId = grainId;
        this.interfaceType = interfaceType;
    }

    /// <summary>The grain's identity.</summary>
    public GrainId GrainId { get; }

    /// <summary>The interface by which it is called.</summary>
    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceName);

    /// <summary>The name of that interface.</summary>
    public virtual string InterfaceName => interfaceType.FullName ?? interfaceType.Name;

    internal SiloRuntime Runtime { get; }

    /// <summary>Where calls went last; a hint, which the target refuses when it has ended.</summary>
    internal CallTarget? LastTarget { get; set; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceName}";

    /// <summary>Equality of the grains.</summary>
    public static bool operator ==(GrainReference? left, GrainReference? right) => left?.Equals(right) ?? right is null;

    /// <summary>Inequality of the grains.</summary>
    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);

    internal object CastTo(Type target) => target.IsInstanceOfType(this) ? this : Runtime.References.Create(target, GrainId);
}
