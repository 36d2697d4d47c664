using System.Collections.Immutable;

namespace Grains.Clones;

[GenerateSerializer, Alias("clones.expert-order")]
public enum ExpertOrder
{
    /// <summary>Best match of a search, whatever the direction; else newest first.</summary>
    Relevance = 0,

    /// <summary>Best rated first.</summary>
    Rating = 1,

    /// <summary>Cheapest first.</summary>
    Price = 2,

    /// <summary>Most sessions first.</summary>
    Popularity = 3,
}

/// <param name="Category">Name or id of a category, in any case; null for all.</param>
/// <param name="MinHourlyMicros">The least price of an hour, in micro-USD.</param>
/// <param name="MaxHourlyMicros">The greatest price of an hour, in micro-USD.</param>
/// <param name="MinRating">0 to 5.</param>
/// <param name="Search">Words that name, description, category, expertise or biography hold, each at least as a beginning.</param>
/// <param name="Page">From 1.</param>
/// <param name="Limit">1 to 100.</param>
/// <param name="Descending">Null for the direction that <see cref="ExpertOrder"/> names.</param>
[GenerateSerializer, Immutable, Alias("clones.list-experts")]
public sealed record ListExperts(
    [property: Id(0)] string? Category,
    [property: Id(1)] long? MinHourlyMicros,
    [property: Id(2)] long? MaxHourlyMicros,
    [property: Id(3)] double? MinRating,
    [property: Id(4)] string? Search,
    [property: Id(5)] ExpertOrder Order,
    [property: Id(6)] int Page,
    [property: Id(7)] int Limit,
    [property: Id(8)] bool? Descending = null);

/// <param name="Status">Null for all.</param>
/// <param name="Page">From 1.</param>
/// <param name="Limit">1 to 100.</param>
[GenerateSerializer, Immutable, Alias("clones.list-owned")]
public sealed record ListOwnedClones(
    [property: Id(0)] Guid UserId, [property: Id(1)] CloneStatus? Status, [property: Id(2)] int Page, [property: Id(3)] int Limit);

/// <param name="Total">Over all pages.</param>
[GenerateSerializer, Immutable, Alias("clones.owned-view")]
public sealed record OwnedClonesView([property: Id(0)] ImmutableArray<CloneView> Clones, [property: Id(1)] int Total);

/// <param name="Total">Over all pages.</param>
[GenerateSerializer, Immutable, Alias("clones.expert-list-view")]
public sealed record ExpertListView([property: Id(0)] ImmutableArray<ExpertView> Experts, [property: Id(1)] int Total);

/// <summary>A published clone as everybody sees it.</summary>
/// <param name="Rating">1 to 5, the average to two decimals; 0 where nobody has rated yet.</param>
/// <param name="TotalSessions">Without demos.</param>
/// <param name="TotalRatings">Ratings of sessions, each session's last one.</param>
/// <param name="IsAvailable">Whether it is open for new sessions now.</param>
/// <param name="NextAvailability">When it opens next, after the hours that are running; null where it never closes.</param>
[GenerateSerializer, Immutable, Alias("clones.expert-view")]
public sealed record ExpertView(
    [property: Id(0)] Guid CloneId,
    [property: Id(1)] string Name,
    [property: Id(2)] string Description,
    [property: Id(3)] string Category,
    [property: Id(4)] ImmutableArray<string> ExpertiseAreas,
    [property: Id(5)] string? AvatarUrl,
    [property: Id(6)] ClonePricing Pricing,
    [property: Id(7)] double Rating,
    [property: Id(8)] int TotalSessions,
    [property: Id(9)] int TotalRatings,
    [property: Id(10)] bool IsAvailable,
    [property: Id(11)] DateTimeOffset? NextAvailability);

/// <param name="SimilarExperts">Published clones of the same category, nearest in expertise first; at most 3.</param>
/// <param name="Availability">Null where the expert never set any: always open.</param>
/// <param name="Reviews">The newest 20 ratings that have a comment, newest first.</param>
[GenerateSerializer, Immutable, Alias("clones.expert-detail-view")]
public sealed record ExpertDetailView(
    [property: Id(0)] ExpertView Expert,
    [property: Id(1)] string Bio,
    [property: Id(2)] ImmutableArray<Credential> Credentials,
    [property: Id(3)] ImmutableArray<string> Languages,
    [property: Id(4)] ImmutableArray<Guid> SimilarExperts,
    [property: Id(5)] Availability? Availability,
    [property: Id(6)] ImmutableArray<ReviewView> Reviews);

/// <summary>What somebody said of a session with an expert.</summary>
/// <param name="UserName">Null where the user did not choose to show it, or is gone.</param>
/// <param name="Rating">1 to 5.</param>
/// <param name="At">When it was said last.</param>
[GenerateSerializer, Immutable, Alias("clones.review-view")]
public sealed record ReviewView(
    [property: Id(0)] string? UserName,
    [property: Id(1)] int Rating,
    [property: Id(2)] string Comment,
    [property: Id(3)] DateTimeOffset At)
{
    public override string ToString() => $"review of {Rating}";
}

/// <param name="Id">The name in lower case with dashes.</param>
/// <param name="Description">Null for a category that a creator made up, as are the icon and the colour.</param>
[GenerateSerializer, Immutable, Alias("clones.expert-category-view")]
public sealed record ExpertCategoryView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string? Description,
    [property: Id(3)] int ExpertCount,
    [property: Id(4)] string? Icon,
    [property: Id(5)] string? Color);
