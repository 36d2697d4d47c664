namespace Grains.Outcomes;

/// <summary>
/// A call that may be made again when its answer was lost: it reads, or names what it does, or what it counts twice harms nobody.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RepeatableAttribute : Attribute;
