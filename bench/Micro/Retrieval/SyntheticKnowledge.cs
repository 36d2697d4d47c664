using System.Text;
using Grains.Knowledge.Retrieval;
using Grains.Providers.Embeddings;

namespace Micro.Retrieval;

/// <summary>Chunks of words that are drawn as words of a language are: the nth most common one about 1/n as often as the first.</summary>
internal sealed class SyntheticKnowledge
{
    private const int Words = 8_000;
    private const int WordsOfChunk = 150;

    private readonly Random random = new(11);
    private readonly string[] words;
    private readonly double[] cumulated;

    public SyntheticKnowledge()
    {
        words = [.. Enumerable.Range(0, Words).Select(_ => Word())];
        cumulated = new double[Words];
        var sum = 0d;
        for (var rank = 0; rank < Words; rank++) cumulated[rank] = sum += 1d / (rank + 1);
    }

    public KnowledgeIndex Build(int count)
    {
        var chunks = new List<IndexedChunk>(count);
        var terms = new List<TermCounts>(count);
        var pool = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; number < count; number++)
        {
            var text = Text(WordsOfChunk);
            chunks.Add(new IndexedChunk(Guid.NewGuid(), Guid.Empty, "Synthetic", number / 3, null, text, null, [], LocalEmbedding.Embed(text)));
            terms.Add(TermCounts.Of(text, pool));
        }

        return KnowledgeIndex.Build(1, chunks, terms, LocalEmbedding.Dimensions);
    }

    public string Question() => Text(8);

    private string Text(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var at = Array.BinarySearch(cumulated, random.NextDouble() * cumulated[^1]);
            text.Append(words[Math.Min(at < 0 ? ~at : at, Words - 1)]).Append(i % 12 == 11 ? ". " : " ");
        }

        return text.ToString();
    }

    private string Word() => string.Create(random.Next(3, 11), random, static (span, random) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = (i % 2 == 0 ? "bcdfghklmnprstvw" : "aeiouaeiouaeioua")[random.Next(16)];
    });
}
