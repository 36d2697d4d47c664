using System.Collections.Immutable;

namespace Grains.Clones;

/// <summary>When a clone takes new sessions, week by week, by the clocks of the expert's time zone.</summary>
/// <param name="Timezone">An IANA name such as <c>Europe/Vienna</c>, 1 to 64 characters.</param>
/// <param name="Hours">At most 42; none at all: always open.</param>
[GenerateSerializer, Immutable, Alias("clones.availability")]
public sealed record Availability([property: Id(0)] string Timezone, [property: Id(1)] ImmutableArray<OpenHours> Hours)
{
    /// <summary>Whether it has no hours to keep.</summary>
    public bool IsAlways => Hours.IsDefaultOrEmpty;

    public bool Equals(Availability? other) =>
        other is not null && Timezone == other.Timezone && Hours.AsSpan().SequenceEqual(other.Hours.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Timezone, Hours.IsDefault ? 0 : Hours.Length);
}

/// <summary>One stretch of a week.</summary>
/// <param name="Day">The day on which it begins: 0 for Monday to 6 for Sunday.</param>
/// <param name="FromMinute">Minutes after midnight, 0 to 1,439.</param>
/// <param name="UntilMinute">Minutes after midnight, 1 to 1,440; at or before the beginning, it is on the next day.</param>
[GenerateSerializer, Immutable, Alias("clones.open-hours")]
public sealed record OpenHours([property: Id(0)] int Day, [property: Id(1)] int FromMinute, [property: Id(2)] int UntilMinute);
