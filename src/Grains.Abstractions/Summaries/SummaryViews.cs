using System.Collections.Immutable;

namespace Grains.Summaries;

/// <summary>What a session came to.</summary>
/// <param name="Text">Prose.</param>
/// <param name="Topics">What was talked about, most important first.</param>
[GenerateSerializer, Immutable, Alias("summaries.content")]
public sealed record SummaryContent(
    [property: Id(0)] string Text,
    [property: Id(1)] ImmutableArray<string> Topics,
    [property: Id(2)] ImmutableArray<string> KeyInsights,
    [property: Id(3)] ImmutableArray<ActionItem> ActionItems,
    [property: Id(4)] ImmutableArray<string> Recommendations,
    [property: Id(5)] ImmutableArray<string> NextSessionTopics,
    [property: Id(6)] ImmutableArray<SummarySource> Sources)
{
    public override string ToString() => nameof(SummaryContent);
}

/// <summary>Something to be done.</summary>
/// <param name="ItemId">The same for the same words in the same session.</param>
/// <param name="Priority"><c>high</c>, <c>medium</c> or <c>low</c>.</param>
/// <param name="EstimatedEffort">As the transcript states it, such as <c>2-3 weeks</c>; null where it states none.</param>
/// <param name="CompletedAt">Null while it is open.</param>
[GenerateSerializer, Immutable, Alias("summaries.action-item")]
public sealed record ActionItem(
    [property: Id(0)] Guid ItemId,
    [property: Id(1)] string Item,
    [property: Id(2)] string Priority,
    [property: Id(3)] string? EstimatedEffort,
    [property: Id(4)] DateTimeOffset? CompletedAt)
{
    public override string ToString() => $"action item {ItemId:N}";
}

/// <param name="Sections">Sections and pages that answers quoted, in order of first mention.</param>
/// <param name="Relevance"><c>high</c>, <c>medium</c> or <c>low</c>.</param>
[GenerateSerializer, Immutable, Alias("summaries.source")]
public sealed record SummarySource(
    [property: Id(0)] string Title,
    [property: Id(1)] ImmutableArray<string> Sections,
    [property: Id(2)] string Relevance);

/// <param name="Method"><c>model</c> or <c>extractive</c>.</param>
/// <param name="MethodNote">Why the extractive method stood in for a model; null where it did not.</param>
/// <param name="MessagesTotal">Of the transcript when it was made.</param>
/// <param name="MessagesConsidered">Fewer than the total where the transcript was too long to be read whole.</param>
[GenerateSerializer, Immutable, Alias("summaries.origin")]
public sealed record SummaryOrigin(
    [property: Id(0)] string Method,
    [property: Id(1)] string? MethodNote,
    [property: Id(2)] int MessagesTotal,
    [property: Id(3)] int MessagesConsidered);

[GenerateSerializer, Immutable, Alias("summaries.view")]
public sealed record SummaryView(
    [property: Id(0)] Guid SummaryId,
    [property: Id(1)] Guid SessionId,
    [property: Id(2)] Guid ExpertId,
    [property: Id(3)] string ExpertName,
    [property: Id(4)] string Category,
    [property: Id(5)] SummaryType Type,
    [property: Id(6)] SummaryContent Content,
    [property: Id(7)] SummaryOrigin Origin,
    [property: Id(8)] string? UserNotes,
    [property: Id(9)] string? PrivateNotes,
    [property: Id(10)] int? Rating,
    [property: Id(11)] bool FollowUpNeeded,
    [property: Id(12)] DateTimeOffset CreatedAt,
    [property: Id(13)] DateTimeOffset UpdatedAt)
{
    public override string ToString() => $"summary {SummaryId:N}";
}

[GenerateSerializer, Immutable, Alias("summaries.list-view")]
public sealed record SummaryListView(
    [property: Id(0)] ImmutableArray<SummaryView> Summaries,
    [property: Id(1)] int Total);

[GenerateSerializer, Immutable, Alias("summaries.action-item-view")]
public sealed record ActionItemView(
    [property: Id(0)] ActionItem Item,
    [property: Id(1)] Guid SessionId,
    [property: Id(2)] DateTimeOffset CreatedAt);

[GenerateSerializer, Immutable, Alias("summaries.action-item-list-view")]
public sealed record ActionItemListView(
    [property: Id(0)] ImmutableArray<ActionItemView> Items,
    [property: Id(1)] int Total);
