namespace Grains.Knowledge.Retrieval;

/// <summary>
/// How an embedding model's cosines read: at or below <see cref="Floor"/> two texts have nothing to do with each other, at or above
/// <see cref="Ceiling"/> one answers the other.
/// </summary>
/// <param name="Weight">0 to 1: how much the vectors count beside the words.</param>
internal sealed record ScoreCalibration(double Floor, double Ceiling, double Weight)
{
    /// <summary>A cosine as 0 to 1.</summary>
    public double Similarity(double cosine) => Math.Clamp((cosine - Floor) / (Ceiling - Floor), 0, 1);
}
