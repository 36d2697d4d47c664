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

    /// <summary>Publishing needs a description.</summary>
    public static Refusal NotDescribed { get; } =
        new(RefusalKind.Conflict, "clones.not_described", "A clone that is published needs a description.") { Field = "description" };

    /// <summary>Publishing needs something to answer from.</summary>
    public static Refusal NothingToSay { get; } = new(
        RefusalKind.Conflict, "clones.nothing_to_say",
        "A clone that is published needs something to answer from: a document, a personality, a biography or expertise areas.");

    /// <summary>The expert's hours do not include now.</summary>
    /// <param name="wait">Until the next opening; null where there is none.</param>
    public static Refusal NotAvailable(TimeSpan? wait) =>
        new(RefusalKind.Conflict, "clones.not_available", "The expert takes no new sessions now.") { RetryAfter = wait };

    public static Refusal Invalid(string field, string message) => Refusal.Invalid("clones.invalid", field, message);
}
