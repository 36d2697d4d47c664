using Grains.Knowledge;
using Grains.Outcomes;

namespace Grains.Memory;

/// <summary>What may be stored.</summary>
internal static class MemoryRules
{
    public const int MaxGoals = 200;

    public static Refusal? Check(StoreMemory command) =>
        Texts("key_points", command.KeyPoints, 50, 1_000)
        ?? Texts("user_preferences.goals", command.Goals, 20, 200)
        ?? (command.Context is { } context ? Text("important_context", context, 2_000) : null)
        ?? (command.Preferences.Count > 20 ? MemoryRefusals.Invalid("user_preferences", "At most 20 preferences are allowed.") : null)
        ?? command.Preferences.Select(pair => Preference(pair.Key, pair.Value)).FirstOrDefault(refusal => refusal is not null);

    public static Refusal? Check(CleanMemory command) => command.OlderThanDays is >= 0 and <= 36_500
        ? null
        : MemoryRefusals.Invalid("older_than_days", "older_than_days must be from 0 to 36500.");

    public static Refusal? Check(ChangeGoal command) =>
        (command.GoalId is null && command.Goal is null ? MemoryRefusals.Invalid("goal", "A goal is required.") : null)
        ?? (command.Goal is { } goal ? Text("goal", goal, 200) : null)
        ?? (command.Priority is null or "high" or "medium" or "low" ? null : MemoryRefusals.Invalid("priority", "priority must be high, medium or low."))
        ?? (command.Progress is null or "not_started" or "planning_phase" or "in_progress" or "completed"
            ? null
            : MemoryRefusals.Invalid("progress", "progress must be not_started, planning_phase, in_progress or completed."));

    private static Refusal? Preference(string name, string value) =>
        name.Length is 0 or > 50 || name.Any(unit => unit is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
            ? MemoryRefusals.Invalid("user_preferences", "A preference's name has 1 to 50 characters of a-z, 0-9 and _.")
            : Text($"user_preferences.{name}", value, 200);

    private static Refusal? Texts(string field, IReadOnlyList<string> texts, int most, int longest) => texts.Count > most
        ? MemoryRefusals.Invalid(field, FormattableString.Invariant($"{field} must have at most {most} entries."))
        : texts.Select(text => Text(field, text, longest)).FirstOrDefault(refusal => refusal is not null);

    private static Refusal? Text(string field, string text, int longest) =>
        string.IsNullOrWhiteSpace(text) || text.Length > longest || !StorableText.Is(text)
            ? MemoryRefusals.Invalid(field, FormattableString.Invariant($"{field} must have 1 to {longest} characters that can be stored."))
            : null;
}
