namespace Grains.Outcomes;

/// <summary>A figure that a client believed, and what it is; both in millionths of the field's unit.</summary>
[GenerateSerializer, Immutable, Alias("outcomes.refusal-mismatch")]
public sealed record RefusalMismatch([property: Id(0)] long ClaimedMillionths, [property: Id(1)] long ActualMillionths);
