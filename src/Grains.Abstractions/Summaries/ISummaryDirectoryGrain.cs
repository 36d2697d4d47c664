using Grains.Outcomes;

namespace Grains.Summaries;

/// <summary>Lists a user's summaries and action items from the read model. A pool of workers per silo.</summary>
[Alias("summaries.directory")]
public interface ISummaryDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Newest first.</summary>
    [Alias("list"), Repeatable]
    Task<SummaryListView> ListAsync(ListSummaries query, CancellationToken cancel);

    /// <summary>Newest session first, in the order of its summary.</summary>
    [Alias("list-action-items"), Repeatable]
    Task<ActionItemListView> ListActionItemsAsync(ListActionItems query, CancellationToken cancel);

    /// <summary>Not-found for somebody else's.</summary>
    [Alias("find-action-item"), Repeatable]
    Task<Outcome<ActionItemView>> FindActionItemAsync(Guid userId, Guid itemId, CancellationToken cancel);
}
