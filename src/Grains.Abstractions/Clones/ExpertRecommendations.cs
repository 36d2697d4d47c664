namespace Grains.Clones;

/// <param name="Limit">1 to 50.</param>
[GenerateSerializer, Immutable, Alias("clones.recommend-experts")]
public sealed record RecommendExperts([property: Id(0)] Guid UserId, [property: Id(1)] int Limit);

/// <summary>An expert that a user might want to talk with next.</summary>
/// <param name="About">What the reason is about: an expertise area, a category or a goal; null where it is about nothing.</param>
[GenerateSerializer, Immutable, Alias("clones.recommended-expert")]
public sealed record RecommendedExpert(
    [property: Id(0)] ExpertView Expert,
    [property: Id(1)] RecommendationReason Reason,
    [property: Id(2)] string? About);

/// <summary>What spoke most for a recommendation.</summary>
[GenerateSerializer, Alias("clones.recommendation-reason")]
public enum RecommendationReason
{
    /// <summary>Others rate the expert well, or nothing is known of the user yet.</summary>
    Popular = 0,

    /// <summary>It is in a category that the user has talked about.</summary>
    Category = 1,

    /// <summary>It shares an expertise area with an expert whom the user has talked with.</summary>
    Expertise = 2,

    /// <summary>It fits one of the user's goals.</summary>
    Goal = 3,

    /// <summary>The user has talked with it before and did not mind.</summary>
    Known = 4,
}
