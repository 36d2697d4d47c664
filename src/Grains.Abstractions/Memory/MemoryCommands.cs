using System.Collections.Immutable;

namespace Grains.Memory;

/// <summary>What a client wants remembered of a session. Storing the same again changes nothing.</summary>
/// <param name="Session">Whose it is has been asked before.</param>
/// <param name="KeyPoints">At most 50 of 1 to 1,000 characters.</param>
/// <param name="Preferences">
/// How the user wants to be talked to, at most 20, names of <c>[a-z0-9_]</c> with at most 50 and values with at most 200 characters;
/// <c>communication_style</c>, <c>pace</c> and <c>detail_level</c> are in the profile under its own names.
/// </param>
/// <param name="Goals">At most 20 of 1 to 200 characters.</param>
/// <param name="Context">At most 2,000 characters; null for none.</param>
[GenerateSerializer, Immutable, Alias("memory.store")]
public sealed record StoreMemory(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] RememberedSession Session,
    [property: Id(2)] ImmutableArray<string> KeyPoints,
    [property: Id(3)] ImmutableDictionary<string, string> Preferences,
    [property: Id(4)] ImmutableArray<string> Goals,
    [property: Id(5)] string? Context)
{
    public override string ToString() => nameof(StoreMemory);
}

[GenerateSerializer, Immutable, Alias("memory.session")]
public sealed record RememberedSession(
    [property: Id(0)] Guid SessionId,
    [property: Id(1)] Guid ExpertId,
    [property: Id(2)] string ExpertName,
    [property: Id(3)] ImmutableArray<string> ExpertiseAreas);

/// <param name="OlderThanDays">0 to 36,500: entries that were made longer ago.</param>
/// <param name="PreserveImportant">Whether important context, preferences and what a goal is about stay as they are.</param>
/// <param name="CompressOldEntries">Whether the old entries are merged into fewer, instead of forgotten.</param>
[GenerateSerializer, Immutable, Alias("memory.clean")]
public sealed record CleanMemory(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] int OlderThanDays,
    [property: Id(2)] bool PreserveImportant,
    [property: Id(3)] bool CompressOldEntries);

/// <summary>Makes or changes a goal; null leaves a member as it is.</summary>
/// <param name="GoalId">Null for a new one.</param>
/// <param name="Goal">1 to 200 characters.</param>
/// <param name="Priority"><c>high</c>, <c>medium</c> or <c>low</c>.</param>
/// <param name="Progress"><c>not_started</c>, <c>planning_phase</c>, <c>in_progress</c> or <c>completed</c>.</param>
[GenerateSerializer, Immutable, Alias("memory.change-goal")]
public sealed record ChangeGoal(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] Guid? GoalId,
    [property: Id(2)] string? Goal,
    [property: Id(3)] string? Priority,
    [property: Id(4)] string? Progress)
{
    public override string ToString() => nameof(ChangeGoal);
}
