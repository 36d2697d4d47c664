using System.Numerics.Tensors;
using Grains.Providers.Embeddings;

namespace Grains.Tests.Knowledge;

public sealed class LocalEmbeddingTests
{
    [Fact]
    public void A_vector_has_length_one()
    {
        var vector = LocalEmbedding.Embed("The queen lays up to two thousand eggs a day.");

        Assert.Equal(LocalEmbedding.Dimensions, vector.Length);
        Assert.Equal(1, TensorPrimitives.Norm<float>(vector), 1e-5f);
    }

    [Fact]
    public void The_same_text_has_the_same_vector_on_every_machine()
    {
        var vector = LocalEmbedding.Embed("honey");

        // Changes only together with LocalEmbedding.Space, or stored vectors would be compared with new ones of another kind.
        Assert.Equal("embedded-1", LocalEmbedding.Space);
        Assert.Equal(ExpectedPlace, Array.IndexOf(vector, vector.MaxBy(MathF.Abs)));
    }

    [Theory]
    [InlineData("How do I get my money back?", "Refunds: we return your money within 14 days.", "The engine needs oil every month.")]
    [InlineData("vacation days for staff", "Every employee has 27 days of paid holiday a year.", "The crane is tested each spring.")]
    [InlineData("beekeper", "A beekeeper wears gloves.", "A painter wears a mask.")]
    public void What_belongs_together_is_nearer(string query, string related, string unrelated)
    {
        var vector = LocalEmbedding.Embed(query);

        Assert.True(Cosine(vector, related) > Cosine(vector, unrelated) + 0.05);
    }

    [Fact]
    public void A_text_without_words_is_near_to_nothing() => Assert.All(LocalEmbedding.Embed("... ?!"), value => Assert.Equal(0, value));

    private const int ExpectedPlace = -1;

    private static float Cosine(float[] vector, string text) => TensorPrimitives.Dot<float>(vector, LocalEmbedding.Embed(text));
}
