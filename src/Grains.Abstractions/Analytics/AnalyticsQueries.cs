namespace Grains.Analytics;

/// <param name="Days">The period: so many days (UTC) with today as the last one; 1 to 366.</param>
[GenerateSerializer, Immutable, Alias("analytics.get-user-dashboard")]
public sealed record GetUserDashboard([property: Id(0)] Guid UserId, [property: Id(1)] int Days);

[GenerateSerializer, Alias("analytics.time-step")]
public enum TimeStep
{
    Day = 0,

    /// <summary>From Monday.</summary>
    Week = 1,
    Month = 2,
}

/// <param name="Days">The period: so many days (UTC) with today as the last one; 1 to 366.</param>
[GenerateSerializer, Immutable, Alias("analytics.get-sessions")]
public sealed record GetSessionAnalytics([property: Id(0)] Guid UserId, [property: Id(1)] int Days, [property: Id(2)] TimeStep Step);

/// <param name="Days">The period: so many days (UTC) with today as the last one; 1 to 366.</param>
/// <param name="Page">From 1.</param>
/// <param name="Limit">1 to 100.</param>
[GenerateSerializer, Immutable, Alias("analytics.list-expert-usage")]
public sealed record ListExpertUsage(
    [property: Id(0)] Guid UserId, [property: Id(1)] int Days, [property: Id(2)] int Page, [property: Id(3)] int Limit);

/// <param name="Months">How many calendar months the trends have, this one the last; 1 to 36.</param>
[GenerateSerializer, Immutable, Alias("analytics.get-creator-dashboard")]
public sealed record GetCreatorDashboard([property: Id(0)] Guid CreatorId, [property: Id(1)] int Months);

/// <param name="Months">How many calendar months the trends have, this one the last; 1 to 36.</param>
[GenerateSerializer, Immutable, Alias("analytics.get-clone")]
public sealed record GetCloneAnalytics([property: Id(0)] Guid CreatorId, [property: Id(1)] Guid CloneId, [property: Id(2)] int Months);
