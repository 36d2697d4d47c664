using System.Collections.Immutable;
using Grains.Chat;
using Grains.Memory;

namespace Grains.Analytics;

/// <param name="From">The first instant of the period.</param>
/// <param name="Sessions">Of all sessions that started in the period.</param>
/// <param name="SessionsThisMonth">Sessions that started in this calendar month, whatever the period.</param>
/// <param name="SpentMicros">What was charged in the period, in micro-USD.</param>
/// <param name="Favorites">The experts with most sessions, then highest cost; at most 5.</param>
/// <param name="Categories">Sessions by the clone's category, most first.</param>
/// <param name="Progress">Goals and action items that were set or completed in the period.</param>
[GenerateSerializer, Immutable, Alias("analytics.user-dashboard")]
public sealed record UserDashboardView(
    [property: Id(0)] DateTimeOffset From,
    [property: Id(1)] SessionTotalsView Sessions,
    [property: Id(2)] int SessionsThisMonth,
    [property: Id(3)] long SpentMicros,
    [property: Id(4)] BudgetView Budget,
    [property: Id(5)] ImmutableArray<ExpertUsageView> Favorites,
    [property: Id(6)] ImmutableArray<CategoryCountView> Categories,
    [property: Id(7)] ProgressView Progress);

/// <summary>Sums over sessions that started in a period.</summary>
/// <param name="Sessions">Demos among them.</param>
/// <param name="CostMicros">What these sessions were charged, whenever that was.</param>
/// <param name="RatingSum">The sum of the ratings of those that were rated.</param>
[GenerateSerializer, Immutable, Alias("analytics.session-totals")]
public sealed record SessionTotalsView(
    [property: Id(0)] int Sessions,
    [property: Id(1)] int Demos,
    [property: Id(2)] TimeSpan ActiveTime,
    [property: Id(3)] long CostMicros,
    [property: Id(4)] int Messages,
    [property: Id(5)] int Rated,
    [property: Id(6)] int RatingSum);

[GenerateSerializer, Immutable, Alias("analytics.category-count")]
public sealed record CategoryCountView([property: Id(0)] string Category, [property: Id(1)] int Sessions);

[GenerateSerializer, Alias("analytics.budget-status")]
public enum BudgetStatus
{
    NotSet = 0,

    /// <summary>Less than four fifths of the budget.</summary>
    WithinLimit = 1,

    /// <summary>Four fifths of the budget or more, and no more than all of it.</summary>
    NearLimit = 2,
    OverLimit = 3,
}

/// <param name="MonthlyMicros">Null where none is set.</param>
/// <param name="SpentMicros">What was charged in this calendar month (UTC).</param>
[GenerateSerializer, Immutable, Alias("analytics.budget")]
public sealed record BudgetView(
    [property: Id(0)] long? MonthlyMicros, [property: Id(1)] long SpentMicros, [property: Id(2)] BudgetStatus Status);

/// <param name="Sessions">That started in the period.</param>
/// <param name="SpentMicros">What was charged for sessions with the expert in the period.</param>
/// <param name="AverageRating">1 to 5, by this user; 0 where none was rated.</param>
/// <param name="LastStartedAt">The newest session of the period; null where the charges are of an older one.</param>
[GenerateSerializer, Immutable, Alias("analytics.expert-usage")]
public sealed record ExpertUsageView(
    [property: Id(0)] Guid CloneId,
    [property: Id(1)] string Name,
    [property: Id(2)] string Category,
    [property: Id(3)] int Sessions,
    [property: Id(4)] TimeSpan ActiveTime,
    [property: Id(5)] int Messages,
    [property: Id(6)] long SpentMicros,
    [property: Id(7)] double AverageRating,
    [property: Id(8)] DateTimeOffset? LastStartedAt);

/// <param name="Experts">One page, most sessions first.</param>
/// <param name="Total">Over all pages.</param>
/// <param name="SpentMicros">Over all pages: what was charged in the period.</param>
[GenerateSerializer, Immutable, Alias("analytics.expert-usage-list")]
public sealed record ExpertUsageListView(
    [property: Id(0)] DateTimeOffset From,
    [property: Id(1)] ImmutableArray<ExpertUsageView> Experts,
    [property: Id(2)] int Total,
    [property: Id(3)] long SpentMicros);

/// <param name="SpentMicros">What was charged in the period.</param>
/// <param name="Series">Every step of the period, also those without a session; the first may have begun before the period.</param>
/// <param name="RatingCounts">How many sessions were rated 1, 2, 3, 4 and 5.</param>
[GenerateSerializer, Immutable, Alias("analytics.sessions")]
public sealed record SessionAnalyticsView(
    [property: Id(0)] DateTimeOffset From,
    [property: Id(1)] SessionTotalsView Totals,
    [property: Id(2)] long SpentMicros,
    [property: Id(3)] ImmutableArray<SessionStepView> Series,
    [property: Id(4)] ImmutableArray<TypeUsageView> Types,
    [property: Id(5)] ImmutableArray<StatusCountView> Statuses,
    [property: Id(6)] ImmutableArray<int> RatingCounts);

/// <param name="Start">The first day of the step.</param>
/// <param name="SpentMicros">What was charged in it.</param>
[GenerateSerializer, Immutable, Alias("analytics.session-step")]
public sealed record SessionStepView(
    [property: Id(0)] DateTimeOffset Start,
    [property: Id(1)] int Sessions,
    [property: Id(2)] TimeSpan ActiveTime,
    [property: Id(3)] int Messages,
    [property: Id(4)] long SpentMicros);

/// <param name="SpentMicros">What was charged in the period for sessions of this type.</param>
[GenerateSerializer, Immutable, Alias("analytics.type-usage")]
public sealed record TypeUsageView(
    [property: Id(0)] SessionType Type, [property: Id(1)] int Sessions, [property: Id(2)] TimeSpan ActiveTime, [property: Id(3)] long SpentMicros);

[GenerateSerializer, Immutable, Alias("analytics.status-count")]
public sealed record StatusCountView([property: Id(0)] SessionStatus Status, [property: Id(1)] int Sessions);
