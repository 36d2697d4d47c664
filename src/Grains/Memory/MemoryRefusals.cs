using Grains.Outcomes;

namespace Grains.Memory;

/// <summary>The expected noes of memory.</summary>
internal static class MemoryRefusals
{
    public static Refusal SwitchedOff { get; } =
        new(RefusalKind.Conflict, "memory.off", "Memory is switched off; switch it on in the memory settings to store something.");

    public static Refusal GoalNotFound { get; } = new(RefusalKind.NotFound, "memory.goal_not_found", "There is no such goal.");

    public static Refusal TooManyGoals { get; } = new(RefusalKind.Conflict, "memory.too_many_goals", "There are 200 goals; complete some first.");

    public static Refusal Busy { get; } = new(RefusalKind.Unavailable, "memory.busy", "The memory is being changed elsewhere; try again.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public static Refusal Invalid(string field, string message) => Refusal.Invalid("memory.invalid", field, message);
}
