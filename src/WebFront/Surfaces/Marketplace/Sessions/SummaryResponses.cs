using Grains.Summaries;
using WebFront.Description;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>
/// A summary as documented. Additions: <c>session_id</c>, <c>summary_type</c>, <c>topics</c>, <c>method</c> (<c>model</c> or <c>extractive</c>), <c>method_note</c>,
/// <c>messages_total</c>, <c>messages_considered</c>, the user's own remarks, and times.
/// </summary>
internal sealed record SummaryResponse(
    Guid SummaryId,
    Guid SessionId,
    [property: WordsOf<SummaryType>] string SummaryType,
    string SummaryText,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> KeyInsights,
    IReadOnlyList<ActionItemResponse> ActionItems,
    IReadOnlyList<string> Recommendations,
    IReadOnlyList<string> NextSessionTopics,
    IReadOnlyList<SummarySourceResponse> SourcesReferenced,
    [property: Words("model", "extractive")] string Method,
    string? MethodNote,
    int MessagesTotal,
    int MessagesConsidered,
    string? UserNotes,
    string? PrivateNotes,
    int? Rating,
    bool FollowUpNeeded,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static SummaryResponse From(SummaryView view) => new(
        view.SummaryId,
        view.SessionId,
        SummaryNames.Of(view.Type),
        view.Content.Text,
        view.Content.Topics,
        view.Content.KeyInsights,
        [.. view.Content.ActionItems.Select(ActionItemResponse.From)],
        view.Content.Recommendations,
        view.Content.NextSessionTopics,
        [.. view.Content.Sources.Select(source => new SummarySourceResponse(source.Title, source.Sections, source.Relevance))],
        view.Origin.Method,
        view.Origin.MethodNote,
        view.Origin.MessagesTotal,
        view.Origin.MessagesConsidered,
        view.UserNotes,
        view.PrivateNotes,
        view.Rating,
        view.FollowUpNeeded,
        view.CreatedAt,
        view.UpdatedAt);
}

/// <summary>An action item as documented; <c>item_id</c>, <c>completed</c> and <c>completed_at</c> are additions.</summary>
/// <param name="EstimatedEffort"><c>unspecified</c> where the transcript states none.</param>
internal sealed record ActionItemResponse(
    string Item,
    [property: Words("high", "medium", "low")] string Priority,
    string EstimatedEffort,
    Guid ItemId,
    bool Completed,
    DateTimeOffset? CompletedAt)
{
    public static ActionItemResponse From(ActionItem item) =>
        new(item.Item, item.Priority, item.EstimatedEffort ?? "unspecified", item.ItemId, item.CompletedAt is not null, item.CompletedAt);
}

internal sealed record SummarySourceResponse(string Title, IReadOnlyList<string> Sections, [property: Words("high", "medium", "low")] string Relevance);
