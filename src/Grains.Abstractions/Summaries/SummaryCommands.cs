using System.Collections.Immutable;

namespace Grains.Summaries;

[GenerateSerializer, Alias("summaries.type")]
public enum SummaryType
{
    Brief = 0,
    Detailed = 1,
    ActionItems = 2,
}

/// <param name="FocusAreas">
/// <c>key_insights</c>, <c>action_items</c>, <c>recommendations</c>, <c>next_steps</c> (action items and next topics) name the parts that are wanted, any other
/// entry a topic whose sentences count more; without a part named, all are wanted. At most 10 of at most 100 characters.
/// </param>
[GenerateSerializer, Immutable, Alias("summaries.summarize")]
public sealed record SummarizeSession(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] SummaryType Type,
    [property: Id(2)] bool IncludeSources,
    [property: Id(3)] ImmutableArray<string> FocusAreas);

/// <summary>The user's own remarks; null leaves a member as it is, an empty text takes it back.</summary>
/// <param name="UserNotes">At most 10,000 characters; printed in exports.</param>
/// <param name="PrivateNotes">At most 10,000 characters; shown to their author and printed nowhere.</param>
/// <param name="Rating">1 to 5; rates the session.</param>
[GenerateSerializer, Immutable, Alias("summaries.annotate")]
public sealed record AnnotateSummary(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string? UserNotes,
    [property: Id(2)] string? PrivateNotes,
    [property: Id(3)] int? Rating,
    [property: Id(4)] bool? FollowUpNeeded)
{
    public override string ToString() => nameof(AnnotateSummary);
}

/// <summary>Null leaves a member as it is.</summary>
/// <param name="Priority"><c>high</c>, <c>medium</c> or <c>low</c>.</param>
[GenerateSerializer, Immutable, Alias("summaries.change-action-item")]
public sealed record ChangeActionItem(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] Guid ItemId,
    [property: Id(2)] bool? Completed,
    [property: Id(3)] string? Priority);

/// <param name="From">Made at or after; null for any.</param>
/// <param name="To">Made before; null for any.</param>
/// <param name="Category">A category's name or id, in any case.</param>
/// <param name="Page">From 1.</param>
/// <param name="Limit">1 to 100.</param>
[GenerateSerializer, Immutable, Alias("summaries.list")]
public sealed record ListSummaries(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] Guid? ExpertId,
    [property: Id(2)] DateTimeOffset? From,
    [property: Id(3)] DateTimeOffset? To,
    [property: Id(4)] string? Category,
    [property: Id(5)] int Page,
    [property: Id(6)] int Limit);

/// <param name="Completed">Null for both.</param>
/// <param name="Page">From 1.</param>
/// <param name="Limit">1 to 100.</param>
[GenerateSerializer, Immutable, Alias("summaries.list-action-items")]
public sealed record ListActionItems(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] bool? Completed,
    [property: Id(2)] Guid? SessionId,
    [property: Id(3)] int Page,
    [property: Id(4)] int Limit);
