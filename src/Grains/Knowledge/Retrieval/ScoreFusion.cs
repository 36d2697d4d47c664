namespace Grains.Knowledge.Retrieval;

/// <summary>
/// Makes one score of words and vectors. How much of the question's weight a chunk holds is absolute, so the score can be
/// held against a threshold; BM25 relative to the best chunk only orders chunks that hold the same words.
/// </summary>
internal sealed record ScoreFusion(ScoreCalibration Calibration)
{
    /// <summary>Above 1 a part of the question counts less than its share: one word of two is not half an answer.</summary>
    private const double CoveragePower = 1.5;

    /// <summary>How much of the words' part depends on BM25's order.</summary>
    private const double RankShare = 0.1;

    /// <param name="coverage">0 to 1.</param>
    /// <param name="rank">BM25 over the best chunk's, 0 to 1.</param>
    /// <returns>0 to 1.</returns>
    public double Score(double coverage, double rank, double cosine)
    {
        // Most chunks hold none of the words, and a power is slow.
        var words = coverage <= 0 ? 0 : Math.Pow(Math.Min(coverage, 1), CoveragePower) * (1 - RankShare + RankShare * rank);
        return Math.Clamp((1 - Calibration.Weight) * words + Calibration.Weight * Calibration.Similarity(cosine), 0, 1);
    }
}
