namespace Orleans.Runtime;

/// <summary>The stable name of a grain interface.</summary>
[GenerateSerializer, Immutable]
public readonly struct GrainInterfaceType : IEquatable<GrainInterfaceType>
{
    [Id(0)]
    private readonly IdSpan id;

    /// <summary>Encodes text, which must not be blank.</summary>
    public GrainInterfaceType(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        id = IdSpan.Create(value);
    }

    /// <summary>Wraps an id.</summary>
    public GrainInterfaceType(IdSpan value) => id = value;

    /// <summary>The name.</summary>
    public IdSpan Value => id;

    /// <summary>Whether it is empty.</summary>
    public bool IsDefault => id.IsDefault;

    /// <summary>Encodes text, which must not be blank.</summary>
    public static GrainInterfaceType Create(string value) => new(value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainInterfaceType other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(GrainInterfaceType other) => id.Equals(other.id);

    /// <inheritdoc/>
    public override int GetHashCode() => id.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => id.ToString();

    /// <summary>Equality.</summary>
    public static bool operator ==(GrainInterfaceType left, GrainInterfaceType right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(GrainInterfaceType left, GrainInterfaceType right) => !left.Equals(right);
}
