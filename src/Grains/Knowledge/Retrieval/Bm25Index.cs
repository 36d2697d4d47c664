using System.Buffers;
using Grains.Knowledge.Analysis;

namespace Grains.Knowledge.Retrieval;

/// <summary>
/// BM25 over chunks in memory, with the formula and constants of SQLite's FTS5 (k1 = 1.2, b = 0.75, an idf that is never
/// negative): idf · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / average length)). Immutable, so any number of threads may search.
/// </summary>
internal sealed class Bm25Index
{
    public const double K1 = 1.2;
    public const double B = 0.75;

    /// <summary>FTS5 gives a term that most rows hold this weight.</summary>
    private const double LeastIdf = 1e-6;

    /// <summary>Rows that a small collection is imagined to have besides, so that its only text can still be matched well.</summary>
    private const double ImaginedRows = 20;

    /// <summary>A word that no chunk holds weighs more than a rare one: it is what tells a question about something else.</summary>
    private const double UnknownWeight = 1.5;

    /// <summary>What a synonym counts beside the word itself.</summary>
    private const float SynonymShare = 0.7f;

    private readonly Dictionary<string, int> termIds;
    private readonly int[] offsets;
    private readonly int[] rows;
    private readonly float[] impacts;

    private Bm25Index(Dictionary<string, int> termIds, int[] offsets, int[] rows, float[] impacts, int count)
    {
        this.termIds = termIds;
        this.offsets = offsets;
        this.rows = rows;
        this.impacts = impacts;
        Count = count;
    }

    /// <summary>Chunks in the index.</summary>
    public int Count { get; }

    public static Bm25Index Build(IReadOnlyList<TermCounts> chunks)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var frequencies = new List<int>();
        foreach (var (term, _) in chunks.SelectMany(static chunk => chunk.Counts))
        {
            if (ids.TryAdd(term, frequencies.Count))
                frequencies.Add(0);
            frequencies[ids[term]]++;
        }

        var offsets = new int[frequencies.Count + 1];
        for (var term = 0; term < frequencies.Count; term++)
            offsets[term + 1] = offsets[term] + frequencies[term];

        var next = offsets[..^1];
        var rows = new int[offsets[^1]];
        var impacts = new float[offsets[^1]];
        var average = chunks.Count == 0 ? 1 : Math.Max(1, chunks.Average(static chunk => chunk.Length));
        for (var row = 0; row < chunks.Count; row++)
        {
            var norm = K1 * (1 - B + B * chunks[row].Length / average);
            foreach (var (term, count) in chunks[row].Counts)
            {
                var at = next[ids[term]]++;
                rows[at] = row;
                impacts[at] = (float)(count * (K1 + 1) / (count + norm));
            }
        }

        return new Bm25Index(ids, offsets, rows, impacts, chunks.Count);
    }

    /// <summary>Adds up the query's terms in each chunk. Both spans have a place per chunk and start at zero.</summary>
    /// <param name="scores">BM25.</param>
    /// <param name="coverage">How much of the query's weight the chunk holds, 0 to 1.</param>
    public void Score(IReadOnlyCollection<string> queryTerms, Span<float> scores, Span<float> coverage)
    {
        if (queryTerms.Count == 0 || Count == 0)
            return;

        var best = ArrayPool<float>.Shared.Rent(Count);
        var weights = queryTerms.Sum(term => Rarity(Frequency(term)));
        foreach (var term in queryTerms)
        {
            var frequency = Frequency(term);
            var idf = Math.Max(LeastIdf, Math.Log((Count - frequency + 0.5) / (frequency + 0.5)));
            var weight = Rarity(frequency) / weights;
            if (WordLists.Synonyms(term).IsEmpty)
            {
                Add(term, idf, weight, scores, coverage);
                continue;
            }

            Array.Clear(best, 0, Count);
            Gather(term, 1f, best);
            foreach (var synonym in WordLists.Synonyms(term))
                Gather(synonym, SynonymShare, best);
            for (var row = 0; row < Count; row++)
            {
                if (best[row] == 0)
                    continue;
                scores[row] += (float)(idf * best[row]);
                coverage[row] += (float)(weight * Math.Min(1, best[row]));
            }
        }

        ArrayPool<float>.Shared.Return(best);
    }

    /// <summary>Adds a term that nothing else stands for, so that no chunk holds it in two ways.</summary>
    private void Add(string term, double idf, double weight, Span<float> scores, Span<float> coverage)
    {
        if (!termIds.TryGetValue(term, out var id))
            return;
        for (var at = offsets[id]; at < offsets[id + 1]; at++)
        {
            scores[rows[at]] += (float)(idf * impacts[at]);
            coverage[rows[at]] += (float)(weight * Math.Min(1, impacts[at]));
        }
    }

    private void Gather(string term, float share, float[] best)
    {
        if (!termIds.TryGetValue(term, out var id))
            return;
        for (var at = offsets[id]; at < offsets[id + 1]; at++)
            best[rows[at]] = Math.Max(best[rows[at]], impacts[at] * share);
    }

    /// <summary>Chunks that hold a term, or its commonest synonym where it has none itself.</summary>
    private int Frequency(string term)
    {
        if (termIds.TryGetValue(term, out var id))
            return offsets[id + 1] - offsets[id];

        var most = 0;
        foreach (var synonym in WordLists.Synonyms(term))
            if (termIds.TryGetValue(synonym, out id))
                most = Math.Max(most, offsets[id + 1] - offsets[id]);
        return most;
    }

    private double Rarity(int frequency) =>
        (frequency == 0 ? UnknownWeight : 1) * Math.Log(1 + (Count + ImaginedRows - frequency + 0.5) / (frequency + 0.5));
}
