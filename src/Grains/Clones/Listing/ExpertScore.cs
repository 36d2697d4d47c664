namespace Grains.Clones.Listing;

/// <summary>
/// How good an expert is by its ratings, when few have to count for less than many: the average of its ratings and of five more of
/// 3.5 stars each (a Bayesian average). One rating of 5 makes 3.75, a hundred make 4.93.
/// </summary>
internal static class ExpertScore
{
    public const double PriorRatings = 5;
    public const double PriorStars = PriorRatings * Unrated;

    /// <summary>Of an expert whom nobody has rated.</summary>
    public const double Unrated = 3.5;
}
