using System.Collections.Immutable;

namespace Grains.Memory;

/// <summary>Everything that is remembered of a user, as each of its events holds it whole.</summary>
internal sealed record MemoryState
{
    public static MemoryState Empty { get; } = new();

    public bool SwitchedOff { get; init; }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<MemoryEntry> Entries { get; init; } = [];

    public ImmutableArray<GoalState> Goals { get; init; } = [];

    /// <summary>What experts of remembered sessions are good at, with when that was last.</summary>
    public ImmutableArray<AreaState> Areas { get; init; } = [];

    public bool IsEmpty => !SwitchedOff && Entries.IsEmpty && Goals.IsEmpty && Areas.IsEmpty;
}

/// <summary>One thing remembered.</summary>
/// <param name="SessionId">Null where it was merged from several sessions.</param>
/// <param name="Name">Of a preference; empty for other kinds.</param>
/// <param name="Merged">How many entries it stands for.</param>
internal sealed record MemoryEntry(
    Guid EntryId, MemoryKind Kind, Guid? SessionId, Guid ExpertId, string ExpertName, string Name, string Text, DateTimeOffset At, int Merged)
{
    /// <summary>Context that was called important, and how the user wants to be talked to.</summary>
    public bool IsImportant => Kind != MemoryKind.KeyPoint;
}

internal enum MemoryKind
{
    KeyPoint = 0,
    Context = 1,
    Preference = 2,
}

/// <param name="Priority">As the user set it; null for what follows from how often it is discussed.</param>
/// <param name="Progress">As the user set it; null likewise.</param>
/// <param name="Sessions">In which it came up, at most 100.</param>
internal sealed record GoalState(
    Guid GoalId, string Goal, string? Priority, string? Progress, ImmutableArray<Guid> Sessions, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt)
{
    private const int HighFrom = 3;
    private const int UnderWayFrom = 4;

    public string ShownPriority => Priority ?? (Sessions.Length >= HighFrom ? "high" : "medium");

    public string ShownProgress => CompletedAt is not null
        ? "completed"
        : Progress ?? Sessions.Length switch { 0 => "not_started", >= UnderWayFrom => "in_progress", _ => "planning_phase" };

    public GoalView ToView() => new(GoalId, Goal, ShownPriority, ShownProgress, Sessions.Length, CreatedAt, CompletedAt);
}

internal sealed record AreaState(string Area, DateTimeOffset At);
