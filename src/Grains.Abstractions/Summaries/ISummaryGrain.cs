using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Summaries;

/// <summary>The summary of one session, its owner's remarks on it and its action items.</summary>
[Alias("summaries.summary")]
public interface ISummaryGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes the summary, or answers the one there is where neither transcript nor wishes changed. A new one keeps the user's remarks and
    /// the action items that are done.
    /// </summary>
    [Alias("summarize"), ResponseTimeout("00:02:30"), Repeatable]
    Task<Outcome<SummaryView>> SummarizeAsync(SummarizeSession command, CancellationToken cancel);

    [Alias("get"), ReadOnly, Repeatable]
    Task<Outcome<SummaryView>> GetAsync(Guid userId, CancellationToken cancel);

    /// <summary>Remarks, and a rating of the session.</summary>
    [Alias("annotate"), Repeatable]
    Task<Outcome<SummaryView>> AnnotateAsync(AnnotateSummary command, CancellationToken cancel);

    [Alias("change-action-item"), Repeatable]
    Task<Outcome<ActionItemView>> ChangeActionItemAsync(ChangeActionItem command, CancellationToken cancel);

    /// <summary>Forgets all of it, also what the log held. Answers whether there was anything.</summary>
    [Alias("erase"), Repeatable]
    Task<bool> EraseAsync(Guid userId, CancellationToken cancel);
}
