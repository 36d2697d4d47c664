using Grains.Knowledge;
using Grains.Knowledge.Chunking;
using Grains.Knowledge.Retrieval;
using Grains.Providers.Documents;
using Grains.Providers.Embeddings;
using Grains.Seed;
using Microsoft.Extensions.Options;

namespace Grains.Tests.Knowledge;

/// <summary>The whole way from the demo's PDF to a score, with the settings of a new clone.</summary>
public sealed class HandbookRetrievalTests
{
    private static readonly Lazy<KnowledgeIndex> Handbook = new(Index);
    private static readonly EmbeddingModel Model = new EmbeddingModels(Options.Create(new EmbeddingOptions())).Default;

    [Theory]
    [InlineData("How do I light a smoker?", "dry straw")]
    [InlineData("How many bees live in a colony in summer?", "40,000 to 60,000")]
    [InlineData("When is the best time to buy a nucleus?", "middle of May")]
    [InlineData("What questions should I answer at each inspection?", "laying queen")]
    [InlineData("When is honey ripe enough to harvest?", "two thirds")]
    [InlineData("How do I count varroa mites?", "sugar")]
    [InlineData("When do I use oxalic acid?", "Oxalic acid")]
    [InlineData("What do bees do in winter?", "cluster")]
    [InlineData("Can I keep bees on my balcony?", "balcony")]
    [InlineData("How do I replace an old queen?", "old queen")]
    public async Task A_good_question_has_a_good_first_hit(string question, string expected)
    {
        var hits = await SearchAsync(question, 0.3);

        Assert.InRange(hits[0].Score, 0.5, 1);
        Assert.Contains(expected, hits[0].Chunk.Text, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(hits[0].Chunk.Page);
    }

    [Theory]
    [InlineData("What is the capital of Mongolia?")]
    [InlineData("Who won the 1998 football world cup?")]
    [InlineData("How do I bake sourdough bread?")]
    [InlineData("Explain quantum entanglement")]
    [InlineData("How do I install Python on Windows?")]
    [InlineData("Who is the president of France?")]
    public async Task A_question_about_something_else_scores_low(string question)
    {
        var hits = await SearchAsync(question, 0);

        Assert.All(hits, hit => Assert.InRange(hit.Score, 0, 0.25));
    }

    [Fact]
    public async Task Hits_come_best_first_up_to_the_limit()
    {
        var hits = await SearchAsync("queen and swarm", 0);

        Assert.Equal(5, hits.Count);
        Assert.Equal(hits.OrderByDescending(hit => hit.Score), hits);
    }

    private static async Task<IReadOnlyList<ScoredChunk>> SearchAsync(string question, double threshold)
    {
        var vector = (await Model.EmbedAsync([question], CancellationToken.None))[0];
        return Handbook.Value.Search(new KnowledgeQuery(question, vector, new ScoreFusion(Model.Calibration), 5, threshold));
    }

    private static KnowledgeIndex Index()
    {
        using var resource = typeof(DemoClone).Assembly.GetManifestResourceStream(DemoClone.HandbookResource)!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        var text = new DocumentReader().Read(bytes, DocumentKind.Pdf, CancellationToken.None);
        var cut = DocumentChunker.Cut(text.Blocks, new ChunkLayout(1_000, 200), CancellationToken.None);
        var chunks = cut
            .Select(chunk => new IndexedChunk(
                Guid.NewGuid(), Guid.Empty, "Handbook", chunk.Page, chunk.Section, chunk.Text, null, [],
                LocalEmbedding.Embed(ChunkText.ForSearch(chunk.Text, chunk.Section))))
            .ToList();
        return KnowledgeIndex.Build(1, chunks, [.. cut.Select(chunk => TermCounts.Of(ChunkText.ForSearch(chunk.Text, chunk.Section)))], LocalEmbedding.Dimensions);
    }
}
