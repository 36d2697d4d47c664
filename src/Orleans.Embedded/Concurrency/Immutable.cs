namespace Orleans.Concurrency;

/// <summary>Wraps a value that its owner promises not to change.</summary>
[GenerateSerializer, Immutable]
#pragma warning disable CA1051, CA1815 // the shape of Orleans' own type
public readonly struct Immutable<T>(T value)
{
    /// <summary>The value.</summary>
    [Id(0)]
    public readonly T Value = value;
}
#pragma warning restore CA1051, CA1815

/// <summary>Wraps values.</summary>
public static class ImmutableExtensions
{
    /// <summary>Wraps a value.</summary>
    public static Immutable<T> AsImmutable<T>(this T value) => new(value);
}
