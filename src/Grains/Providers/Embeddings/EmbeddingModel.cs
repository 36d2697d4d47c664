using Grains.Knowledge.Retrieval;
using Microsoft.Extensions.AI;

namespace Grains.Providers.Embeddings;

/// <summary>A model that can embed texts.</summary>
/// <param name="Name">What clones choose it by.</param>
/// <param name="Space">Names the vectors: those of two spaces cannot be compared. Of letters, digits and <c>._:/-</c>.</param>
/// <param name="Calibration">How its cosines read.</param>
/// <param name="BatchSize">Texts that it is given at once.</param>
internal sealed record EmbeddingModel(
    string Name,
    string Space,
    IEmbeddingGenerator<string, Embedding<float>> Generator,
    ScoreCalibration Calibration,
    int BatchSize)
{
    /// <summary>Vectors of length one, in the order of the texts.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyCollection<string> texts, CancellationToken cancel)
    {
        var made = await Generator.GenerateAsync(texts, cancellationToken: cancel);
        if (made.Count != texts.Count)
            throw new InvalidOperationException($"The embedding model answered {made.Count} vectors for {texts.Count} texts.");
        return [.. made.Select(static embedding => UnitVector.Of(embedding.Vector))];
    }
}
