using System.Collections.Immutable;

namespace Grains.Analytics;

/// <summary>Sums over a creator's sessions, or over one clone's; demos do not count.</summary>
/// <param name="EarnedMicros">What was charged, in micro-USD.</param>
/// <param name="EarnedThisMonthMicros">What was charged in this calendar month (UTC).</param>
/// <param name="Ended">Sessions that have ended.</param>
/// <param name="Completed">Ended sessions in which a message was answered.</param>
/// <param name="Users">Different users.</param>
/// <param name="RepeatUsers">Users with two sessions or more.</param>
/// <param name="RatingCounts">How many sessions were rated 1, 2, 3, 4 and 5.</param>
[GenerateSerializer, Immutable, Alias("analytics.earning-totals")]
public sealed record EarningTotalsView(
    [property: Id(0)] long EarnedMicros,
    [property: Id(1)] long EarnedThisMonthMicros,
    [property: Id(2)] int Sessions,
    [property: Id(3)] int Ended,
    [property: Id(4)] int Completed,
    [property: Id(5)] TimeSpan ActiveTime,
    [property: Id(6)] int Users,
    [property: Id(7)] int RepeatUsers,
    [property: Id(8)] ImmutableArray<int> RatingCounts);

/// <param name="Start">The month's first instant.</param>
/// <param name="Sessions">That started in it.</param>
/// <param name="EarnedMicros">What was charged in it.</param>
/// <param name="AverageRating">Of its sessions; 0 where none was rated.</param>
[GenerateSerializer, Immutable, Alias("analytics.earning-month")]
public sealed record EarningMonthView(
    [property: Id(0)] DateTimeOffset Start,
    [property: Id(1)] int Sessions,
    [property: Id(2)] long EarnedMicros,
    [property: Id(3)] double AverageRating);

/// <param name="Months">Oldest first, none left out.</param>
[GenerateSerializer, Immutable, Alias("analytics.creator-dashboard")]
public sealed record CreatorDashboardView(
    [property: Id(0)] EarningTotalsView Totals,
    [property: Id(1)] ImmutableArray<EarningMonthView> Months);

/// <param name="Months">Oldest first, none left out.</param>
/// <param name="Topics">What users talked about in most sessions, at most 10.</param>
[GenerateSerializer, Immutable, Alias("analytics.clone")]
public sealed record CloneAnalyticsView(
    [property: Id(0)] EarningTotalsView Totals,
    [property: Id(1)] ImmutableArray<EarningMonthView> Months,
    [property: Id(2)] ImmutableArray<string> Topics);
