using System.Numerics.Tensors;

namespace Grains.Knowledge.Retrieval;

/// <summary>Exact cosine search over vectors of length one, laid out in one array. Immutable.</summary>
internal sealed class VectorIndex
{
    private readonly float[] values;
    private readonly int dimensions;

    private VectorIndex(float[] values, int dimensions)
    {
        this.values = values;
        this.dimensions = dimensions;
    }

    /// <summary>A chunk without a vector, or with one of another length, is never similar to anything.</summary>
    public static VectorIndex Build(IReadOnlyList<IndexedChunk> chunks, int dimensions)
    {
        var values = new float[(long)chunks.Count * dimensions];
        for (var row = 0; row < chunks.Count; row++)
            if (chunks[row].Vector is { } vector && vector.Length == dimensions)
                vector.Span.CopyTo(values.AsSpan(row * dimensions));
        return new VectorIndex(values, dimensions);
    }

    /// <param name="query">Of length one; of another number of dimensions, nothing is similar.</param>
    /// <param name="cosines">A place per chunk.</param>
    public void Score(ReadOnlySpan<float> query, Span<float> cosines)
    {
        if (query.Length != dimensions)
        {
            cosines.Clear();
            return;
        }

        for (var row = 0; row < cosines.Length; row++)
            cosines[row] = TensorPrimitives.Dot(query, values.AsSpan(row * dimensions, dimensions));
    }
}
