using Grains.Knowledge;
using Grains.Knowledge.Chunking;
using Grains.Knowledge.Retrieval;

namespace Grains.Chat.Attachments;

/// <summary>
/// What of a user's files goes with a question. A file of this message is given whole where it fits, else the pieces that share the
/// question's words, and where none does its beginning. One of an earlier message is given only where its pieces answer the question.
/// </summary>
internal sealed class AttachmentPassages(int budget, double threshold)
{
    /// <summary>Only words count: the question's vector is of the clone's model, and files are not embedded.</summary>
    private static readonly ScoreFusion WordsOnly = new(new ScoreCalibration(0, 1, 0));

    private const int MostPieces = 100;

    private readonly List<Passage> passages = [];
    private int left = budget;

    public IReadOnlyList<Passage> Passages => passages;

    public void Add(MessageAttachment file, IReadOnlyList<TextChunk> chunks, string question, bool isOfThisMessage)
    {
        if (chunks.Count == 0 || left <= 0) return;
        if (isOfThisMessage && chunks.Sum(static chunk => chunk.Text.Length) <= left)
        {
            foreach (var chunk in chunks) Take(file, chunk, 1);
            return;
        }

        var found = Search(file, chunks, question, isOfThisMessage ? 0 : threshold);
        foreach (var (chunk, score) in found) Take(file, chunk, score);
        if (found.Count > 0 || !isOfThisMessage) return;
        foreach (var chunk in chunks.TakeWhile(_ => left > 0)) Take(file, chunk, 0);
    }

    private static List<(TextChunk Chunk, double Score)> Search(MessageAttachment file, IReadOnlyList<TextChunk> chunks, string question, double least)
    {
        var indexed = chunks.Select(chunk => new IndexedChunk(
            ChunkId.Of(file.AttachmentId, "", chunk.Ordinal), file.AttachmentId, file.FileName, chunk.Page, chunk.Section, chunk.Text, null, [], null)).ToList();
        var terms = chunks.Select(static chunk => TermCounts.Of(ChunkText.ForSearch(chunk.Text, chunk.Section))).ToList();
        var index = KnowledgeIndex.Build(0, indexed, terms, 0);
        var places = indexed.Select(static (chunk, place) => (chunk.ChunkId, place)).ToDictionary(static pair => pair.ChunkId, static pair => pair.place);
        return [.. index.Search(new KnowledgeQuery(question, ReadOnlyMemory<float>.Empty, WordsOnly, MostPieces, least))
            .Select(hit => (chunks[places[hit.Chunk.ChunkId]], hit.Score))];
    }

    private void Take(MessageAttachment file, TextChunk chunk, double score)
    {
        if (chunk.Text.Length > left) return;
        left -= chunk.Text.Length;
        passages.Add(new Passage(
            ChunkId.Of(file.AttachmentId, "", chunk.Ordinal), file.AttachmentId, file.FileName, chunk.Page, chunk.Section, chunk.Text,
            Math.Round(score, 4), null, [])
        {
            IsAttachment = true,
        });
    }
}
