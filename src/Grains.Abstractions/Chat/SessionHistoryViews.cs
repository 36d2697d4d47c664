using System.Collections.Immutable;

namespace Grains.Chat;

/// <param name="ExpertId">Only sessions with this clone; null for all.</param>
/// <param name="From">Only sessions that started then or later.</param>
/// <param name="Until">Only sessions that started before.</param>
/// <param name="Page">From 1.</param>
/// <param name="Limit">1 to 100.</param>
[GenerateSerializer, Immutable, Alias("chat.list-history")]
public sealed record ListSessionHistory(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] Guid? ExpertId,
    [property: Id(2)] DateTimeOffset? From,
    [property: Id(3)] DateTimeOffset? Until,
    [property: Id(4)] int Page,
    [property: Id(5)] int Limit);

/// <param name="Sessions">One page, newest first.</param>
/// <param name="Statistics">Over all pages.</param>
[GenerateSerializer, Immutable, Alias("chat.history-view")]
public sealed record SessionHistoryView(
    [property: Id(0)] ImmutableArray<PastSessionView> Sessions,
    [property: Id(1)] SessionStatisticsView Statistics);

/// <summary>A session as a list shows it; one that still runs as it stood at its last event.</summary>
/// <param name="ActiveTime">Billed time.</param>
/// <param name="CostMicros">What was charged, in micro-USD.</param>
/// <param name="Rating">1 to 5; null where it was not rated.</param>
[GenerateSerializer, Immutable, Alias("chat.past-session")]
public sealed record PastSessionView(
    [property: Id(0)] Guid SessionId,
    [property: Id(1)] Guid CloneId,
    [property: Id(2)] string ExpertName,
    [property: Id(3)] SessionType Type,
    [property: Id(4)] SessionStatus Status,
    [property: Id(5)] bool DemoMode,
    [property: Id(6)] DateTimeOffset StartedAt,
    [property: Id(7)] DateTimeOffset? EndedAt,
    [property: Id(8)] TimeSpan ActiveTime,
    [property: Id(9)] long CostMicros,
    [property: Id(10)] int MessageCount,
    [property: Id(11)] int? Rating,
    [property: Id(12)] bool HasSummary);

/// <param name="CostMicros">What was charged, in micro-USD.</param>
/// <param name="AverageRating">1 to 5, of those that were rated; 0 where none was.</param>
[GenerateSerializer, Immutable, Alias("chat.session-statistics")]
public sealed record SessionStatisticsView(
    [property: Id(0)] int Sessions,
    [property: Id(1)] long CostMicros,
    [property: Id(2)] TimeSpan ActiveTime,
    [property: Id(3)] double AverageRating);
