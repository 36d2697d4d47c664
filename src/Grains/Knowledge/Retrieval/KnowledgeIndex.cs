using System.Buffers;
using Grains.Knowledge.Analysis;

namespace Grains.Knowledge.Retrieval;

/// <summary>One version of one clone's knowledge, ready to be searched. Immutable, shared by all workers of a silo.</summary>
internal sealed class KnowledgeIndex
{
    private readonly IReadOnlyList<IndexedChunk> chunks;
    private readonly Bm25Index words;
    private readonly VectorIndex vectors;

    private KnowledgeIndex(long version, IReadOnlyList<IndexedChunk> chunks, Bm25Index words, VectorIndex vectors)
    {
        Version = version;
        this.chunks = chunks;
        this.words = words;
        this.vectors = vectors;
    }

    /// <summary>The knowledge base's version that this is.</summary>
    public long Version { get; }

    public int Count => chunks.Count;

    public static KnowledgeIndex Build(long version, IReadOnlyList<IndexedChunk> chunks, IReadOnlyList<TermCounts> terms, int dimensions) =>
        new(version, chunks, Bm25Index.Build(terms), VectorIndex.Build(chunks, dimensions));

    /// <summary>The best chunks at or above a score, best first; equal scores in reading order.</summary>
    public IReadOnlyList<ScoredChunk> Search(KnowledgeQuery query)
    {
        var terms = TextAnalyzer.Terms(query.Text).Distinct(StringComparer.Ordinal).Take(KnowledgeQuery.MaxTerms).ToArray();
        var buffer = ArrayPool<float>.Shared.Rent(chunks.Count * 3);
        try
        {
            var all = buffer.AsSpan(0, chunks.Count * 3);
            all.Clear();
            var scores = all[..chunks.Count];
            var coverage = all.Slice(chunks.Count, chunks.Count);
            var cosines = all[(chunks.Count * 2)..];
            words.Score(terms, scores, coverage);
            vectors.Score(query.Vector.Span, cosines);
            return Best(query, scores, coverage, cosines);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    private List<ScoredChunk> Best(KnowledgeQuery query, ReadOnlySpan<float> scores, ReadOnlySpan<float> coverage, ReadOnlySpan<float> cosines)
    {
        var top = 0f;
        foreach (var score in scores)
            top = Math.Max(top, score);

        var best = new PriorityQueue<ScoredChunk, (double Score, int Row)>(query.Limit + 1);
        for (var row = 0; row < chunks.Count; row++)
        {
            var score = query.Fusion.Score(coverage[row], top > 0 ? scores[row] / top : 0, cosines[row]);
            if (score <= 0 || score < query.Threshold)
                continue;

            // Of equal ones the first stays.
            if (best.Count == query.Limit && best.TryPeek(out _, out var worst) && score <= worst.Score)
                continue;
            best.Enqueue(new ScoredChunk(chunks[row], score), (score, -row));
            if (best.Count > query.Limit)
                best.Dequeue();
        }

        var found = new List<ScoredChunk>(best.Count);
        while (best.TryDequeue(out var hit, out _))
            found.Add(hit);
        found.Reverse();
        return found;
    }
}
