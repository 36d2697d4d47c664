using System.Numerics.Tensors;
using Grains.Knowledge.Analysis;

namespace Grains.Providers.Embeddings;

/// <summary>
/// The embedding that needs no model: features of a text hashed with a sign into a fixed number of places (Weinberger et al. 2009,
/// "Feature Hashing for Large Scale Multitask Learning"), sublinear in their count, scaled to length one. Features are stems, what the
/// synonym table knows of them, pairs of neighbouring stems, and character 3- to 5-grams of stems, so that forms of a word and
/// misspellings stay near. The same text gives the same vector on every machine.
/// </summary>
internal static class LocalEmbedding
{
    public const int Dimensions = 512;

    public const string ModelName = "embedded";

    /// <summary>Changes whenever the vectors do, so that stored ones are made anew.</summary>
    public const string Space = "embedded-1";

    private const float StemWeight = 1f;
    private const float SynonymWeight = 0.5f;
    private const float PairWeight = 0.5f;
    private const float GramWeight = 0.6f;
    private const int ShortestGram = 3;
    private const int LongestGram = 5;

    /// <returns>A vector of length one; all zeros for a text without a word that means something.</returns>
    public static float[] Embed(ReadOnlySpan<char> text)
    {
        var vector = new float[Dimensions];
        var terms = TextAnalyzer.Terms(text);
        foreach (var (feature, count) in Count(terms))
            AddTerm(vector, feature, 1 + MathF.Log(count));
        foreach (var (pair, count) in Count(terms.Zip(terms.Skip(1), static (first, second) => $"{first} {second}")))
            Add(vector, pair, PairWeight * (1 + MathF.Log(count)));

        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
            TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }

    private static void AddTerm(float[] vector, string term, float strength)
    {
        Add(vector, term, StemWeight * strength);
        foreach (var synonym in WordLists.Synonyms(term))
            Add(vector, synonym, SynonymWeight * strength);

        var padded = $"<{term}>";
        var grams = 0;
        for (var size = ShortestGram; size <= LongestGram; size++)
            grams += Math.Max(0, padded.Length - size + 1);
        if (grams == 0)
            return;

        // All grams of a word together have the weight of one feature, however long the word.
        var weight = GramWeight * strength / MathF.Sqrt(grams);
        for (var size = ShortestGram; size <= LongestGram; size++)
            for (var at = 0; at + size <= padded.Length; at++)
                Add(vector, padded.AsSpan(at, size), weight);
    }

    private static void Add(float[] vector, ReadOnlySpan<char> feature, float weight)
    {
        var hash = Hash(feature);
        vector[hash % Dimensions] += (hash & 0x8000_0000_0000_0000) == 0 ? weight : -weight;
    }

    /// <summary>FNV-1a over UTF-16 units, then the finaliser of MurmurHash3, which spreads it over all bits.</summary>
    private static ulong Hash(ReadOnlySpan<char> feature)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in feature)
            hash = (hash ^ unit) * 1099511628211UL;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return hash ^ (hash >> 33);
    }

    private static Dictionary<string, int> Count(IEnumerable<string> features)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var feature in features)
            counts[feature] = counts.GetValueOrDefault(feature) + 1;
        return counts;
    }
}
