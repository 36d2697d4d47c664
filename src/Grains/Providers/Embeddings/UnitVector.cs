using System.Numerics.Tensors;

namespace Grains.Providers.Embeddings;

internal static class UnitVector
{
    /// <summary>The vector scaled to length one, so that a dot product is a cosine; a zero vector as it is.</summary>
    public static ReadOnlyMemory<float> Of(ReadOnlyMemory<float> vector)
    {
        var length = TensorPrimitives.Norm(vector.Span);
        if (length == 0 || MathF.Abs(length - 1) < 1e-4f)
            return vector;
        var unit = new float[vector.Length];
        TensorPrimitives.Divide(vector.Span, length, unit);
        return unit;
    }
}
