using Grains.Outcomes;

namespace Grains.Clones;

/// <summary>The expected noes of clones.</summary>
public static class CloneRefusals
{
    /// <summary>The same for a clone that never was, was deleted, or is somebody else's.</summary>
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "clones.not_found", "There is no such clone.");

    /// <summary>Two writers kept getting in each other's way.</summary>
    public static Refusal Busy { get; } = new(RefusalKind.Unavailable, "clones.busy", "The clone is being changed elsewhere; try again.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public static Refusal KeyReused { get; } =
        new(RefusalKind.Conflict, "clones.key_reused", "This idempotency key was used for another clone.") { Field = "Idempotency-Key" };

    public static Refusal Invalid(string field, string message) => Refusal.Invalid("clones.invalid", field, message);
}
