namespace Grains.Outcomes;

/// <summary>An expected no: a value, never an exception, so that it crosses silos and reaches the client in its surface's shape.</summary>
/// <param name="Kind">What sort of no it is.</param>
/// <param name="Code">Stable machine name, <c>feature.reason</c>.</param>
/// <param name="Message">One sentence for a person; holds no secret and no message text.</param>
[GenerateSerializer, Immutable, Alias("outcomes.refusal")]
public sealed record Refusal(
    [property: Id(0)] RefusalKind Kind,
    [property: Id(1)] string Code,
    [property: Id(2)] string Message)
{
    /// <summary>The field of the request that is wrong, in the surface-neutral snake_case name; null if none.</summary>
    [Id(3)]
    public string? Field { get; init; }

    /// <summary>How long to wait before the same call can succeed; null where waiting does not help.</summary>
    [Id(4)]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For <see cref="RefusalKind.PaymentRequired"/>: what is missing, in micro-units (1 USD = 1,000,000).</summary>
    [Id(5)]
    public long? ShortfallMicros { get; init; }

    /// <summary>For <see cref="RefusalKind.RateLimited"/>: the limit that bound.</summary>
    [Id(6)]
    public string? LimitName { get; init; }

    /// <summary>For <see cref="RefusalKind.RateLimited"/>: how many calls the limit permits in its window.</summary>
    [Id(7)]
    public int? LimitPermits { get; init; }

    /// <summary>For <see cref="RefusalKind.PaymentRequired"/>: what the call needs in all, in micro-units.</summary>
    [Id(8)]
    public long? RequiredMicros { get; init; }

    /// <summary>For <see cref="RefusalKind.Conflict"/>: the client's figure of <see cref="Field"/> and ours.</summary>
    [Id(9)]
    public RefusalMismatch? Mismatch { get; init; }

    public static Refusal Invalid(string code, string field, string message) => new(RefusalKind.Invalid, code, message) { Field = field };
}
