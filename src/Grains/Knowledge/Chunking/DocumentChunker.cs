using System.Text;

namespace Grains.Knowledge.Chunking;

/// <summary>
/// Cuts a document into chunks of at most a given size. Whole sentences are kept; a paragraph is broken only where the
/// size asks for it; a chunk does not run from one section into the next, but headings that stand alone go to what follows.
/// </summary>
internal sealed class DocumentChunker
{
    private readonly ChunkLayout layout;
    private readonly List<TextChunk> chunks = [];
    private readonly List<Piece> open = [];
    private string? section;
    private int length;

    private DocumentChunker(ChunkLayout layout) => this.layout = layout;

    /// <summary>Deterministic: the same blocks and layout give the same chunks.</summary>
    public static IReadOnlyList<TextChunk> Cut(IReadOnlyList<TextBlock> blocks, ChunkLayout layout, CancellationToken cancel)
    {
        var chunker = new DocumentChunker(layout);
        foreach (var block in blocks)
        {
            cancel.ThrowIfCancellationRequested();
            chunker.Take(block);
        }

        chunker.Close(repeatTail: false);
        return chunker.chunks;
    }

    private void Take(TextBlock block)
    {
        if (open.Count > 0 && block.Section != section && open.Exists(static piece => !piece.IsHeading))
            Close(repeatTail: false);
        section = block.Section;

        var isHeading = block.Text == block.Section;
        var first = true;
        foreach (var sentence in SentenceSplitter.Split(block.Text))
        {
            foreach (var part in WordSplitter.Split(sentence, layout.Size))
            {
                Add(new Piece(part, block.Page, first, isHeading, IsRepeat: false));
                first = false;
            }
        }
    }

    private void Add(Piece piece)
    {
        if (open.Count > 0 && length + 1 + piece.Text.Length > layout.Size)
        {
            Close(repeatTail: true);
            while (open.Count > 0 && length + 1 + piece.Text.Length > layout.Size)
                Drop();
        }

        length += piece.Text.Length + (open.Count > 0 ? 1 : 0);
        open.Add(piece);
    }

    private void Drop()
    {
        length -= open[0].Text.Length + (open.Count > 1 ? 1 : 0);
        open.RemoveAt(0);
    }

    private void Close(bool repeatTail)
    {
        if (open.TrueForAll(static piece => piece.IsRepeat))
        {
            Reset([]);
            return;
        }

        var text = new StringBuilder(length);
        foreach (var piece in open)
        {
            if (text.Length > 0)
                text.Append(piece.StartsParagraph ? '\n' : ' ');
            text.Append(piece.Text);
        }

        chunks.Add(new TextChunk(chunks.Count, text.ToString(), PageOf(open), section));
        Reset(repeatTail ? Tail() : []);
    }

    private List<Piece> Tail()
    {
        var from = open.Count;
        var size = 0;
        while (from > 1 && !open[from - 1].IsHeading && size + open[from - 1].Text.Length + 1 <= layout.Overlap)
            size += open[--from].Text.Length + 1;
        return open[from..].ConvertAll(static piece => piece with { IsRepeat = true });
    }

    private void Reset(List<Piece> pieces)
    {
        open.Clear();
        open.AddRange(pieces);
        length = open.Count == 0 ? 0 : open.Sum(static piece => piece.Text.Length) + open.Count - 1;
    }

    private static int? PageOf(List<Piece> pieces) =>
        pieces.Where(static piece => !piece.IsRepeat)
            .GroupBy(static piece => piece.Page)
            .MaxBy(static page => page.Sum(static piece => piece.Text.Length))?.Key;

    private readonly record struct Piece(string Text, int? Page, bool StartsParagraph, bool IsHeading, bool IsRepeat);
}
