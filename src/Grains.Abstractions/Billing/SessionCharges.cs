using Grains.Chat;

namespace Grains.Billing;

/// <summary>What a client believes a session's bill to be. Nothing of it is charged: where it is wrong, it is told.</summary>
/// <param name="CostMicros">Compared to the cent.</param>
/// <param name="TotalMicros">The breakdown's own total; compared to the cent.</param>
/// <param name="RateMicros">Of a minute; compared to the cent, where time is the price.</param>
/// <param name="MinutesMillionths">Compared to the minute.</param>
/// <param name="BreakdownMinutesMillionths">The breakdown's own; compared to the minute.</param>
[GenerateSerializer, Immutable, Alias("billing.charge-session")]
public sealed record ChargeSession(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] Guid SessionId,
    [property: Id(2)] long? CostMicros,
    [property: Id(3)] long? TotalMicros,
    [property: Id(4)] long? RateMicros,
    [property: Id(5)] long? MinutesMillionths,
    [property: Id(6)] long? BreakdownMinutesMillionths);

/// <summary>A session's final bill, which was paid from the wallet while it ran. A demo's is nothing.</summary>
/// <param name="RateMicros">Of a minute; 0 where time is not the price.</param>
[GenerateSerializer, Immutable, Alias("billing.session-charge")]
public sealed record SessionChargeView(
    [property: Id(0)] Guid SessionId,
    [property: Id(1)] string ExpertName,
    [property: Id(2)] SessionType Type,
    [property: Id(3)] bool DemoMode,
    [property: Id(4)] long CostMicros,
    [property: Id(5)] long RateMicros,
    [property: Id(6)] TimeSpan ActiveTime,
    [property: Id(7)] DateTimeOffset EndedAt);
