using System.Collections.Immutable;

namespace Grains.Memory;

/// <summary>What is remembered of one session.</summary>
[GenerateSerializer, Immutable, Alias("memory.session-view")]
public sealed record SessionMemoryView(
    [property: Id(0)] Guid SessionId,
    [property: Id(1)] ImmutableArray<string> KeyPoints,
    [property: Id(2)] ImmutableDictionary<string, string> Preferences,
    [property: Id(3)] ImmutableArray<string> Goals,
    [property: Id(4)] string? Context,
    [property: Id(5)] int Entries,
    [property: Id(6)] DateTimeOffset? UpdatedAt)
{
    public override string ToString() => $"memory of session {SessionId:N}";
}

/// <param name="Priority"><c>high</c>, <c>medium</c> or <c>low</c>.</param>
/// <param name="Progress"><c>not_started</c>, <c>planning_phase</c>, <c>in_progress</c> or <c>completed</c>.</param>
[GenerateSerializer, Immutable, Alias("memory.goal-view")]
public sealed record GoalView(
    [property: Id(0)] Guid GoalId,
    [property: Id(1)] string Goal,
    [property: Id(2)] string Priority,
    [property: Id(3)] string Progress,
    [property: Id(4)] int SessionsDiscussed,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset? CompletedAt)
{
    public override string ToString() => $"goal {GoalId:N}";
}

/// <param name="Frequency">Entries that mention it.</param>
[GenerateSerializer, Immutable, Alias("memory.topic-view")]
public sealed record TopicView(
    [property: Id(0)] string Topic,
    [property: Id(1)] int Frequency,
    [property: Id(2)] DateTimeOffset LastDiscussed);

/// <param name="Preferences">The newest value of each.</param>
/// <param name="Enabled">Whether memory is stored and used.</param>
[GenerateSerializer, Immutable, Alias("memory.profile-view")]
public sealed record MemoryProfileView(
    [property: Id(0)] ImmutableDictionary<string, string> Preferences,
    [property: Id(1)] ImmutableArray<GoalView> Goals,
    [property: Id(2)] ImmutableArray<string> ExpertiseAreas,
    [property: Id(3)] ImmutableArray<TopicView> Topics,
    [property: Id(4)] ImmutableArray<string> Themes,
    [property: Id(5)] int TotalSessions,
    [property: Id(6)] int Entries,
    [property: Id(7)] bool Enabled)
{
    public override string ToString() => nameof(MemoryProfileView);
}

/// <param name="Before">Entries that there were.</param>
/// <param name="Removed">Old entries that were forgotten.</param>
/// <param name="Compressed">Old entries that were merged.</param>
/// <param name="MergedInto">Entries that they became.</param>
/// <param name="Preserved">Old entries that stayed because they are important.</param>
/// <param name="After">Entries that there are.</param>
[GenerateSerializer, Immutable, Alias("memory.cleanup-view")]
public sealed record CleanupView(
    [property: Id(0)] int Before,
    [property: Id(1)] int Removed,
    [property: Id(2)] int Compressed,
    [property: Id(3)] int MergedInto,
    [property: Id(4)] int Preserved,
    [property: Id(5)] int After);

/// <summary>Something remembered, as an answer is given it.</summary>
/// <param name="Kind"><c>goal</c>, <c>preference</c>, <c>context</c> or <c>key_point</c>.</param>
/// <param name="SessionId">Where it comes from; null where from several.</param>
[GenerateSerializer, Immutable, Alias("memory.note")]
public sealed record MemoryNote(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Text,
    [property: Id(2)] Guid? SessionId)
{
    public override string ToString() => $"{Kind} of {SessionId:N}";
}

/// <summary>Goals and action items of a stretch of time.</summary>
/// <param name="Month">The first day of it, UTC; null for all of the time that was asked for.</param>
[GenerateSerializer, Immutable, Alias("memory.progress-figures")]
public sealed record ProgressFigures(
    [property: Id(0)] DateTimeOffset? Month,
    [property: Id(1)] int GoalsSet,
    [property: Id(2)] int GoalsCompleted,
    [property: Id(3)] int ActionItems,
    [property: Id(4)] int ActionItemsCompleted);

/// <param name="Score">(goals completed + action items completed) / (goals set + action items), 0 to 1 with 2 decimals; 0 where there is neither.</param>
[GenerateSerializer, Immutable, Alias("memory.progress-view")]
public sealed record ProgressView(
    [property: Id(0)] ProgressFigures Total,
    [property: Id(1)] double Score,
    [property: Id(2)] ImmutableArray<ProgressFigures> Months);
