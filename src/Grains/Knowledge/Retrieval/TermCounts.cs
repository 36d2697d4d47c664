using Grains.Knowledge.Analysis;

namespace Grains.Knowledge.Retrieval;

/// <summary>The terms of one chunk and how often each occurs.</summary>
/// <param name="Length">Terms, repeats counted.</param>
internal sealed record TermCounts(IReadOnlyDictionary<string, int> Counts, int Length)
{
    /// <summary>A section's name counts as text of each of its chunks.</summary>
    public static TermCounts Of(string text, string? section)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var length = Add(counts, text);
        if (section is not null && !text.StartsWith(section, StringComparison.Ordinal))
            length += Add(counts, section);
        return new TermCounts(counts, length);
    }

    private static int Add(Dictionary<string, int> counts, string text)
    {
        var terms = TextAnalyzer.Terms(text);
        foreach (var term in terms)
            counts[term] = counts.GetValueOrDefault(term) + 1;
        return terms.Count;
    }
}
