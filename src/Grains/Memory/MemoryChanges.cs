using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Grains.Memory;

/// <summary>What a command makes of a memory; the very same state where nothing changes.</summary>
internal static class MemoryChanges
{
    private const int MaxSessionsOfGoal = 100;
    private const int MaxAreas = 100;

    public static MemoryState Store(MemoryState state, StoreMemory command, int maxEntries, DateTimeOffset at)
    {
        var session = command.Session;
        var next = state;
        foreach (var point in command.KeyPoints) next = Add(next, session, MemoryKind.KeyPoint, "", point, at);
        foreach (var (name, value) in command.Preferences.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            next = Add(next, session, MemoryKind.Preference, name, value, at);
        if (command.Context is { } context) next = Add(next, session, MemoryKind.Context, "", context, at);
        foreach (var goal in command.Goals) next = Discuss(next, goal.Trim(), session.SessionId, at);
        if (ReferenceEquals(next, state)) return state;

        next = next with { Areas = Areas(state.Areas, session.ExpertiseAreas, at) };
        return next.Entries.Length <= maxEntries ? next : Shrink(next, maxEntries);
    }

    /// <summary>A goal by its words: another one of the same words is the same.</summary>
    public static GoalState? FindGoal(MemoryState state, string goal) =>
        state.Goals.FirstOrDefault(known => string.Equals(known.Goal, goal, StringComparison.OrdinalIgnoreCase));

    public static MemoryState With(MemoryState state, GoalState goal)
    {
        var at = state.Goals.ToList().FindIndex(known => known.GoalId == goal.GoalId);
        if (at < 0) return state with { Goals = state.Goals.Add(goal) };
        return state.Goals[at] == goal ? state : state with { Goals = state.Goals.SetItem(at, goal) };
    }

    private static MemoryState Add(
        MemoryState state, RememberedSession session, MemoryKind kind, string name, string said, DateTimeOffset at)
    {
        var text = said.Trim();

        // A session has one value of a preference and one context; a key point is stored once.
        var known = state.Entries.FirstOrDefault(entry => entry.SessionId == session.SessionId && entry.Kind == kind && entry.Name == name
            && (kind != MemoryKind.KeyPoint || string.Equals(entry.Text, text, StringComparison.OrdinalIgnoreCase)));
        if (known is not null && (kind == MemoryKind.KeyPoint || known.Text == text)) return state;
        var id = known?.EntryId ?? IdOf(session.SessionId, kind, name, text);
        var entry = new MemoryEntry(id, kind, session.SessionId, session.ExpertId, session.ExpertName, name, text, at, 1);
        return state with { Entries = (known is null ? state.Entries : state.Entries.Remove(known)).Add(entry) };
    }

    private static MemoryState Discuss(MemoryState state, string text, Guid sessionId, DateTimeOffset at)
    {
        if (FindGoal(state, text) is not { } goal)
        {
            return state.Goals.Length >= MemoryRules.MaxGoals
                ? state
                : With(state, new GoalState(Guid.NewGuid(), text, null, null, [sessionId], at, null));
        }

        if (goal.Sessions.Contains(sessionId) || goal.Sessions.Length >= MaxSessionsOfGoal) return state;
        return With(state, goal with { Sessions = goal.Sessions.Add(sessionId) });
    }

    private static ImmutableArray<AreaState> Areas(ImmutableArray<AreaState> known, ImmutableArray<string> areas, DateTimeOffset at) =>
    [
        .. areas.Select(area => new AreaState(area, at)).Concat(known)
            .DistinctBy(area => area.Area, StringComparer.OrdinalIgnoreCase).Take(MaxAreas),
    ];

    private static MemoryState Shrink(MemoryState state, int maxEntries)
    {
        var half = state.Entries[state.Entries.Length / 2].At;
        var (entries, _) = MemoryCleanup.Clean(state.Entries, half, preserveImportant: true, compress: true);
        var over = entries.Length - maxEntries;
        if (over <= 0) return state with { Entries = entries };
        var forgotten = entries.OrderBy(entry => entry.IsImportant).ThenBy(entry => entry.At).Take(over).Select(entry => entry.EntryId).ToHashSet();
        return state with { Entries = [.. entries.Where(entry => !forgotten.Contains(entry.EntryId))] };
    }

    private static Guid IdOf(Guid sessionId, MemoryKind kind, string name, string text) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{sessionId:N}:{kind}:{name}:{text}")).AsSpan(0, 16));
}
