using Grains.Knowledge;
using Grains.Knowledge.Chunking;

namespace Grains.Tests.Knowledge;

public sealed class DocumentChunkerTests
{
    [Fact]
    public void No_chunk_is_longer_than_asked()
    {
        var blocks = Enumerable.Range(1, 60).Select(number => new TextBlock(Sentences(number), 1, null)).ToList();

        foreach (var size in new[] { 100, 333, 1000, 8000 })
            Assert.All(Cut(blocks, size, size / 2), chunk => Assert.InRange(chunk.Text.Length, 1, size));
    }

    [Fact]
    public void Every_sentence_is_in_some_chunk_whole()
    {
        var blocks = Enumerable.Range(1, 20).Select(number => new TextBlock(Sentences(number), 1, null)).ToList();

        var chunks = Cut(blocks, 300, 100);

        foreach (var sentence in blocks.SelectMany(block => SentenceSplitter.Split(block.Text)))
            Assert.Contains(chunks, chunk => chunk.Text.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Neighbours_share_whole_sentences_up_to_the_overlap()
    {
        var chunks = Cut([new TextBlock("One is here. Two is here. Three is here. Four is here.", 1, null)], 28, 13);

        Assert.Equal(
            ["One is here. Two is here.", "Two is here. Three is here.", "Three is here. Four is here."],
            chunks.Select(chunk => chunk.Text));
    }

    [Fact]
    public void A_chunk_does_not_run_into_the_next_section()
    {
        var chunks = Cut(
            [
                new TextBlock("First", 1, "First"), new TextBlock("Text of the first.", 1, "First"),
                new TextBlock("Second", 2, "Second"), new TextBlock("Text of the second.", 2, "Second"),
            ],
            1000,
            200);

        Assert.Equal([("First", "First\nText of the first.", 1), ("Second", "Second\nText of the second.", 2)],
            chunks.Select(chunk => (chunk.Section, chunk.Text, chunk.Page!.Value)));
    }

    [Fact]
    public void A_heading_without_text_goes_with_what_follows()
    {
        var chunks = Cut(
            [new TextBlock("Chapter", 1, "Chapter"), new TextBlock("Section", 1, "Section"), new TextBlock("Text.", 1, "Section")], 1000, 0);

        var only = Assert.Single(chunks);
        Assert.Equal("Chapter\nSection\nText.", only.Text);
        Assert.Equal("Section", only.Section);
    }

    [Fact]
    public void A_sentence_that_is_too_long_is_broken_between_words()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 100));

        var chunks = Cut([new TextBlock(text, 1, null)], 100, 0);

        Assert.All(chunks, chunk => Assert.All(chunk.Text.Split(' '), word => Assert.Equal("word", word)));
        Assert.Equal(100, chunks.Sum(chunk => chunk.Text.Split(' ').Length));
    }

    [Fact]
    public void Text_without_blanks_is_broken_without_halving_a_character()
    {
        var text = string.Concat(Enumerable.Repeat("🐝", 200));

        var chunks = Cut([new TextBlock(text, 1, null)], 101, 0);

        Assert.Equal(text, string.Concat(chunks.Select(chunk => chunk.Text)));
        Assert.All(chunks, chunk => Assert.False(char.IsLowSurrogate(chunk.Text[0])));
    }

    [Fact]
    public void A_chunk_stands_on_the_page_that_holds_most_of_it()
    {
        var chunks = Cut([new TextBlock("Short end.", 1, "S"), new TextBlock("A much longer beginning of the next page.", 2, "S")], 1000, 0);

        Assert.Equal(2, Assert.Single(chunks).Page);
    }

    [Fact]
    public void Nothing_gives_no_chunk() => Assert.Empty(Cut([], 1000, 200));

    private static IReadOnlyList<TextChunk> Cut(IReadOnlyList<TextBlock> blocks, int size, int overlap) =>
        DocumentChunker.Cut(blocks, new ChunkLayout(size, overlap), CancellationToken.None);

    private static string Sentences(int number) =>
        $"This is sentence {number}. It is followed by another one, which is number {number}! Is there a third of number {number}?";
}
