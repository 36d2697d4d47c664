using Grains.Outcomes;

namespace Grains.Summaries;

/// <summary>The expected noes of summaries.</summary>
internal static class SummaryRefusals
{
    /// <summary>The same for a session of somebody else and one without a summary.</summary>
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "summaries.not_found", "There is no such summary.");

    public static Refusal ItemNotFound { get; } = new(RefusalKind.NotFound, "summaries.item_not_found", "There is no such action item.");

    public static Refusal NothingSaid { get; } =
        new(RefusalKind.Conflict, "summaries.nothing_said", "The session has no answer yet, so there is nothing to summarise.");

    public static Refusal Busy { get; } = new(RefusalKind.Unavailable, "summaries.busy", "The summary is being changed elsewhere; try again.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public static Refusal Invalid(string field, string message) => Refusal.Invalid("summaries.invalid", field, message);
}
