using Grains.Knowledge.Analysis;

namespace Grains.Knowledge.Retrieval;

/// <summary>The terms of one chunk and how often each occurs.</summary>
/// <param name="Length">Terms, repeats counted.</param>
internal sealed record TermCounts(IReadOnlyDictionary<string, int> Counts, int Length)
{
    /// <param name="text">As <see cref="ChunkText.ForSearch"/> makes it.</param>
    /// <param name="pool">Holds each term once for all chunks that share it.</param>
    public static TermCounts Of(string text, HashSet<string>? pool = null)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var terms = TextAnalyzer.Terms(text);
        foreach (var each in terms)
        {
            var term = each;
            if (pool is not null && !pool.Add(each) && pool.TryGetValue(each, out var known))
                term = known;
            counts[term] = counts.GetValueOrDefault(term) + 1;
        }

        return new TermCounts(counts, terms.Count);
    }
}
