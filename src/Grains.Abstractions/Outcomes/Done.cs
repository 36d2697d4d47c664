namespace Grains.Outcomes;

/// <summary>The value of an <see cref="Outcome{T}"/> whose success says nothing more.</summary>
[GenerateSerializer, Immutable, Alias("outcomes.done")]
public readonly record struct Done;
