namespace Grains.Outcomes;

/// <summary>What sort of no a <see cref="Refusal"/> is; each surface maps it to its own status and code.</summary>
[GenerateSerializer, Alias("outcomes.refusal-kind")]
public enum RefusalKind
{
    Invalid = 0,
    Unauthenticated = 1,
    Forbidden = 2,
    NotFound = 3,
    Conflict = 4,
    PaymentRequired = 5,
    RateLimited = 6,
    TooLarge = 7,
    UnsupportedMedia = 8,
    Unavailable = 9,
}
