using Grains.Chat.Models;
using Grains.Chat.Prompts;
using Grains.Knowledge;
using Grains.Knowledge.Chunking;
using Grains.Knowledge.Retrieval;
using Grains.Providers.Documents;
using Grains.Providers.Embeddings;
using Grains.Providers.Models.Embedded;
using Microsoft.Extensions.Options;

namespace Providers.Tests.Models;

/// <summary>The built-in answerer on the demo's handbook, read, cut and searched as the product does it.</summary>
public sealed class HandbookAnswerTests(HandbookAnswerTests.Handbook handbook) : IClassFixture<HandbookAnswerTests.Handbook>
{
    [Theory]
    [InlineData("What should I do if somebody has trouble breathing after a bee sting?", "Call the emergency number 112 immediately", 2)]
    [InlineData("How many days does a queen need from the egg until she emerges?", "Queen – Egg: 3 days; Cell sealed: day 8; Emerges: day 16", 3)]
    [InlineData("How many bees are in a colony?", "it has about 10,000 bees", 3)]
    [InlineData("What do two colonies cost in the first year?", "two colonies cost between €850 and €1,300 in the first year", 4)]
    [InlineData("What does a smoker cost?", "€30 to €45", 4)]
    [InlineData("How do I light the smoker?", "Light a handful of dry straw or paper", 4)]
    [InlineData("How far can I move a hive without losing the foragers?", "by less than 1 m at a time, or by more than 3 km at once", 5)]
    [InlineData("Which colour marks a queen of a year ending in 5?", "and blue for 5 or 0", 6)]
    [InlineData("Why must I inspect every seven days in the swarming season?", "a queen cell is sealed on its eighth day", 7)]
    [InlineData("How do I make an artificial swarm?", "1. Move the hive 2 m to one side", 8)]
    [InlineData("How much sugar does a colony with 5 kg of stores need for the winter?", "therefore needs about 12.5 kg of sugar", 9)]
    [InlineData("Can I feed brown sugar?", "matter that bees cannot digest", 9)]
    [InlineData("How can I tell whether honey is ripe?", "make the shake test", 10)]
    [InlineData("How many mites in the sugar shake mean that I have to treat?", "Nine mites or more", 11)]
    [InlineData("How large may the holes of a mouse guard be?", "holes of 6 to 7 mm", 13)]
    [InlineData("Should I wear gloves?", "Thin nitrile gloves are best", 15)]
    public void The_fact_is_quoted_with_its_page(string question, string fact, int page)
    {
        var (text, _) = handbook.Ask(question);

        Assert.Contains(fact, text, StringComparison.Ordinal);
        Assert.Contains($"(p. {page})", text, StringComparison.Ordinal);
        Assert.True(text.Length < 1_600, text);
    }

    [Theory]
    [InlineData("What is the best stock to invest in?")]
    [InlineData("Who won the last world cup?")]
    [InlineData("How do I file my taxes?")]
    public void What_the_handbook_does_not_say_it_does_not_know(string question)
    {
        var (text, used) = handbook.Ask(question);

        Assert.StartsWith("I don't know", text, StringComparison.Ordinal);
        Assert.Empty(used);
    }

    [Fact]
    public void Follow_ups_are_understood_through_the_search_too()
    {
        const string First = "How do I make an artificial swarm?";
        var (answer, _) = handbook.Ask(First);

        var (text, _) = handbook.Ask("How long does it take?", new TranscriptTurn(First, answer));

        Assert.Contains("This takes half an hour", text, StringComparison.Ordinal);
    }

    /// <summary>The handbook in the product's own index.</summary>
    public sealed class Handbook : IDisposable
    {
        private const int ChunkSize = 1_000;
        private const int Overlap = 200;
        private const int Passages = 6;
        private const double Threshold = 0.2;

        private readonly EmbeddingModels models = new(Options.Create(new EmbeddingOptions()));
        private readonly KnowledgeIndex index;

        public Handbook()
        {
            using var file = typeof(IAnswerer).Assembly.GetManifestResourceStream("Grains.Seed.handbook.pdf")!;
            using var content = new MemoryStream();
            file.CopyTo(content);
            var text = ExtractedText.Of(new DocumentReader().Read(content.ToArray(), DocumentKind.Pdf, CancellationToken.None));
            var cut = DocumentChunker.Cut(text.Blocks, new ChunkLayout(ChunkSize, Overlap), CancellationToken.None);
            var chunks = cut.Select(chunk =>
            {
                var vector = LocalEmbedding.Embed(ChunkText.ForSearch(chunk.Text, chunk.Section));
                return new IndexedChunk(Guid.NewGuid(), Guid.Empty, "Handbook for First-Time Beekeepers", chunk.Page, chunk.Section, chunk.Text, null, [], vector);
            }).ToList();
            index = KnowledgeIndex.Build(
                1, chunks, [.. chunks.Select(chunk => TermCounts.Of(ChunkText.ForSearch(chunk.Text, chunk.Section)))], LocalEmbedding.Dimensions);
        }

        public (string Text, IReadOnlyList<int> Used) Ask(string question, params TranscriptTurn[] history)
        {
            var search = SearchText.From(question, history);
            var fusion = new ScoreFusion(models.Default.Calibration);
            var found = index.Search(new KnowledgeQuery(search, LocalEmbedding.Embed(search), fusion, Passages, Threshold));
            var passages = found.Select(hit => new Passage(
                hit.Chunk.ChunkId, hit.Chunk.DocumentId, hit.Chunk.DocumentTitle, hit.Chunk.Page, hit.Chunk.Section, hit.Chunk.Text, hit.Score, null, []));
            return AnswerComposer.Compose(AnswererBench.Ask(question, "embedded", [.. passages]) with { History = history });
        }

        public void Dispose() => models.Dispose();
    }
}
