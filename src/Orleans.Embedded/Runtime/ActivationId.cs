namespace Orleans.Runtime;

/// <summary>The identity of one activation of a grain.</summary>
[GenerateSerializer, Immutable]
public readonly struct ActivationId : IEquatable<ActivationId>
{
    [Id(0)]
    private readonly Guid key;

    /// <summary>Wraps a GUID.</summary>
    public ActivationId(Guid key) => this.key = key;

    /// <summary>Whether it is empty.</summary>
    public bool IsDefault => key == Guid.Empty;

    /// <summary>A new id.</summary>
    public static ActivationId NewId() => new(Guid.NewGuid());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActivationId other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(ActivationId other) => key.Equals(other.key);

    /// <inheritdoc/>
    public override int GetHashCode() => key.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"@{key:N}";

    /// <summary>Equality.</summary>
    public static bool operator ==(ActivationId left, ActivationId right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(ActivationId left, ActivationId right) => !left.Equals(right);
}
