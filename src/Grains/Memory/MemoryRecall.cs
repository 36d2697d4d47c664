using System.Collections.Immutable;

namespace Grains.Memory;

/// <summary>
/// Chooses what a new session is given: open goals (the most discussed first), preferences, then context and key points, those of sessions with the
/// same expert before others and newer before older, as long as there is room. A text that is too long for what is left is passed over.
/// </summary>
internal static class MemoryRecall
{
    private const int MostGoals = 5;
    private const int MostPreferences = 5;

    public static ImmutableArray<MemoryNote> Choose(MemoryState state, Guid expertId, MemoryOptions options)
    {
        if (state.SwitchedOff) return [];
        var goals = state.Goals.Where(goal => goal.CompletedAt is null)
            .OrderByDescending(goal => goal.ShownPriority == "high").ThenByDescending(goal => goal.Sessions.Length).ThenByDescending(goal => goal.CreatedAt)
            .Take(MostGoals).Select(goal => new MemoryNote("goal", goal.Goal, goal.Sessions is [.., var last] ? last : null));
        var preferences = state.Entries.Where(entry => entry.Kind == MemoryKind.Preference)
            .GroupBy(entry => entry.Name).Select(same => same.MaxBy(entry => entry.At)!)
            .OrderByDescending(entry => entry.At).ThenBy(entry => entry.Name, StringComparer.Ordinal).Take(MostPreferences)
            .Select(entry => new MemoryNote("preference", $"{entry.Name.Replace('_', ' ')}: {entry.Text}", entry.SessionId));
        var told = state.Entries.Where(entry => entry.Kind != MemoryKind.Preference)
            .OrderByDescending(entry => entry.ExpertId == expertId).ThenByDescending(entry => entry.IsImportant).ThenByDescending(entry => entry.At)
            .Select(entry => new MemoryNote(entry.Kind == MemoryKind.Context ? "context" : "key_point", entry.Text, entry.SessionId));

        var room = options.RecalledCharacters;
        var notes = ImmutableArray.CreateBuilder<MemoryNote>();
        foreach (var note in goals.Concat(preferences).Concat(told))
        {
            if (notes.Count >= options.RecalledNotes) break;
            if (note.Text.Length > room) continue;
            room -= note.Text.Length;
            notes.Add(note);
        }

        return notes.ToImmutable();
    }
}
