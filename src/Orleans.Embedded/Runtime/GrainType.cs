using System.Text;

namespace Orleans.Runtime;

/// <summary>The stable name of a grain class.</summary>
[GenerateSerializer, Immutable]
public readonly struct GrainType : IEquatable<GrainType>, IComparable<GrainType>
{
    [Id(0)]
    private readonly IdSpan id;

    /// <summary>Wraps an id.</summary>
    public GrainType(IdSpan id) => this.id = id;

    /// <summary>Wraps UTF-8 bytes.</summary>
    public GrainType(byte[] value) => id = new IdSpan(value);

    /// <summary>The name.</summary>
    public IdSpan Value => id;

    /// <summary>Whether it is empty.</summary>
    public bool IsDefault => id.IsDefault;

    /// <summary>Encodes text, which must not be blank.</summary>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new GrainType(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>The UTF-8 bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => id.AsSpan();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(GrainType other) => id.Equals(other.id);

    /// <inheritdoc/>
    public override int GetHashCode() => id.GetHashCode();

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => id.GetUniformHashCode();

    /// <inheritdoc/>
    public int CompareTo(GrainType other) => id.CompareTo(other.id);

    /// <inheritdoc/>
    public override string ToString() => id.ToString();

    /// <summary>Equality.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
